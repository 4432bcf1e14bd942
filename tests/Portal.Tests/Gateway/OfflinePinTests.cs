using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Tests.Carriers;

namespace Portal.Tests.Gateway;

/// <summary>PINs for a place without a network: which deliveries get one, what the portal does with one that is typed online.</summary>
public sealed class OfflinePinTests(DenialHouse at) : IClassFixture<DenialHouse>
{
    private static CancellationToken Stop => CarrierHouse.Stop;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task S14_WindowThatFits_TheDeliverysOneCodeIsThePinOfItsDevice(double hours)
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);

        var delivery = await scene.ApproveForPinAsync(hours);

        var code = await scene.CodeAsync(delivery);
        Assert.Equal((await scene.PinAsync(delivery)).Code(scene.Secret), code);
        Assert.Equal(9, code.Length);
        var access = (await scene.House.Nordpost.GetAsync($"deliveries/{delivery}/access", Stop)).Json;
        Assert.Equal((code, "offline_pin"), (access.GetProperty("code").GetString(), access.GetProperty("codeKind").GetString()));
        Assert.True((await scene.DeliveryViewAsync(delivery)).HasPin);
        Assert.False(scene.House.Host.DatabaseHolds(code));
    }

    [Theory]
    [InlineData(1.5)]
    [InlineData(3)]
    [InlineData(0.5)]
    public async Task S14_WindowThatDoesNotFit_HasTheOrdinaryCode(double hours)
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);

        var delivery = await scene.ApproveForPinAsync(hours);

        Assert.Equal(8, (await scene.CodeAsync(delivery)).Length);
        Assert.Equal("code", (await scene.House.Nordpost.GetAsync($"deliveries/{delivery}/access", Stop)).Text("codeKind"));
        Assert.Equal((false, OfflineMode.Pin), ((await scene.DeliveryViewAsync(delivery)).HasPin, (await scene.DeliveryViewAsync(delivery)).OfflineMode));
    }

    [Fact]
    public async Task S14_PinTypedOnline_IsJudgedByThePortalSoThatPauseHolds()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var delivery = await scene.ApproveForPinAsync();
        var code = await scene.CodeAsync(delivery);
        await scene.PauseAsync();
        Assert.Equal("access_point_paused", (await scene.TypeAsync(code)).Reason);
        await scene.LiftAsync();

        Assert.Equal(CodeVerdict.Granted, (await scene.TypeAsync(code)).Verdict);
        Assert.Equal(DeliveryState.InProgress, await scene.StateAsync(delivery));
    }

    [Fact]
    public async Task S14_PinTypedOnline_IsRefusedOnceRevoked()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var delivery = await scene.ApproveForPinAsync();
        var code = await scene.CodeAsync(delivery);
        await scene.RevokeAsync(delivery);

        Assert.Equal("revoked", (await scene.TypeAsync(code)).Reason);
    }

    [Fact]
    public async Task S13_PinUsedOrRevokedWhileTheDeviceIsHeard_IsToldAsEnded()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var delivery = await scene.ApproveForPinAsync();
        var pin = await scene.PinAsync(delivery);

        await scene.RevokeAsync(delivery);

        var list = await scene.HoldAsync();
        Assert.Equal([pin.ToString()], list.Pins?.Ended);
        Assert.Equal(1, list.Pins?.Arming);
        Assert.Null((await scene.ViewAsync()).CodesUntil);
    }

    [Fact]
    public async Task S13_PinRevokedWhileTheDeviceIsAway_MayWorkToTheEndOfItsWindow()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var delivery = await scene.ApproveForPinAsync();
        await scene.CutAsync();

        await scene.RevokeAsync(delivery);

        var end = (await scene.GrantAsync(delivery)).NotAfter;
        Assert.Equal(end, (await scene.ViewAsync()).CodesUntil);
        Assert.Equal(end, (await scene.DeliveryViewAsync(delivery)).CodeUntil);
    }

    [Fact]
    public async Task S14_Paused_NoPinIsHonouredUntilItIsLifted()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        await scene.PauseAsync();
        Assert.Equal(0, (await scene.HoldAsync()).Pins?.Arming);
        await scene.LiftAsync();

        Assert.Equal(1, (await scene.HoldAsync()).Pins?.Arming);
        await scene.SetAsync(OfflineMode.None);
        Assert.Equal(0, (await scene.HoldAsync()).Pins?.Arming);
    }

    [Fact]
    public async Task S11_TenWrongCodes_MakeThePinAnewAndEndTheOldOne()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var delivery = await scene.ApproveForPinAsync(hours: 2);
        var (before, pin) = (await scene.CodeAsync(delivery), await scene.PinAsync(delivery));
        for (var miss = 0; miss < 10; miss++)
        {
            Assert.Equal("code_refused", (await scene.TypeAsync("000000000")).Reason);
            if (miss is >= 4 and < 9)
                scene.Time.Advance(TimeSpan.FromSeconds(60 << (miss - 4)));
        }

        Assert.NotEqual(before, await scene.CodeAsync(delivery));
        Assert.Equal((byte)1, (await scene.PinAsync(delivery)).C);
        Assert.Equal([pin.ToString()], (await scene.HoldAsync(list => list.Pins?.Ended.Count > 0)).Pins?.Ended);
    }

    [Fact]
    public async Task S11_DeviceClosedItsPins_TheOwnerIsToldAndArmsThemAgain()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        Assert.Equal(AccessOutcome.NoLongerPossible, await scene.RearmAsync());
        var closed = scene.Now;
        scene.Time.Advance(TimeSpan.FromMinutes(10));
        await scene.ReportAsync(EventKinds.WrongCodeLimit, """{"path":"pin","arming":1}""", closed);
        Assert.NotNull((await scene.ViewAsync()).PinsClosedAt);
        Assert.Contains(await scene.AlertsAsync(), alert => alert is { Kind: AlertKind.WrongCodeLimit, Did: [AlertDeed.PinsClosed] });

        Assert.Equal(AccessOutcome.SignInAgain, await scene.RearmAsync(isFresh: false));
        Assert.Equal(AccessOutcome.Done, await scene.RearmAsync());

        Assert.Equal(2, (await scene.HoldAsync()).Pins?.Arming);
        Assert.Null((await scene.ViewAsync()).PinsClosedAt);
        Assert.Single(await scene.EntriesAsync(EntryKinds.PinsArmed));

        // Told once more, it is old news.
        await scene.ReportAsync(EventKinds.WrongCodeLimit, """{"path":"pin","arming":1}""", closed);
        Assert.Null((await scene.ViewAsync()).PinsClosedAt);
    }

    [Fact]
    public async Task S14_GrantsOfOneWindow_HavePinsOfTheirOwn()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var codes = new List<string>();
        for (var counter = 0; counter < 9; counter++)
        {
            var delivery = await scene.ApproveOnHalfHourAsync();
            codes.Add(await scene.CodeAsync(delivery));
            await scene.RevokeAsync(delivery);
        }

        Assert.Equal(9, codes.Distinct().Count());
        Assert.All(codes.Take(8), code => Assert.Equal(9, code.Length));
        // The eight of the window are used up.
        Assert.Equal(8, codes[8].Length);
    }
}
