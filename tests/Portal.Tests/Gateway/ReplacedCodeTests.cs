using System.Globalization;
using System.Text.Json;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Device.Protocol;
using Portal.Tests.Carriers;

namespace Portal.Tests.Gateway;

/// <summary>
/// A delivery gets another window or another driver, and with it another code. The old one is dead where the device is heard; where it is not,
/// it may open until its window or its lease is over, which is said, and nothing longer (S13, S14, docs/decisions/0018).
/// </summary>
public sealed class ReplacedCodeTests(DenialHouse at) : IClassFixture<DenialHouse>
{
    private static CancellationToken Stop => CarrierHouse.Stop;

    [Fact]
    public async Task S14_WindowNarrowedAtApproval_ThePinIsOfWhatWasApprovedAlone()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var start = NextHalfHour(scene);
        var from = (start - scene.Now).TotalMinutes;
        var delivery = await scene.House.Nordpost.RequestAsync(scene.Handle, scene.Now, Stop, (from, from + 180));
        var narrow = new DeliveryWindow(start.AddMinutes(30), start.AddMinutes(90));
        Assert.Equal(DeliveryOutcome.Done, await scene.House.Host.Get<Answers>().ApproveAsync(scene.House.Owner.Account, delivery, narrow, Stop));

        var pin = await scene.PinAsync(delivery);

        Assert.Equal((narrow.Start, narrow.End), (pin.NotBefore, pin.NotAfter));
        Assert.Equal(pin.Code(scene.Secret), await scene.CodeAsync(delivery));
        // Inside what was asked, before what was approved.
        scene.Time.Advance(start.AddMinutes(10) - scene.Now);
        await scene.BeatAsync();
        Assert.Equal("before_window", (await scene.TypeAsync(pin.Code(scene.Secret))).Reason);
        await scene.MoveIntoAsync(delivery);
        Assert.Equal(CodeVerdict.Granted, (await scene.TypeAsync(pin.Code(scene.Secret))).Verdict);
    }

    [Fact]
    public async Task S14_WindowCountered_ThePinIsOfTheAcceptedOneAlone()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var start = NextHalfHour(scene);
        var from = (start - scene.Now).TotalMinutes;
        var delivery = await scene.House.Nordpost.RequestAsync(scene.Handle, scene.Now, Stop, (from, from + 60));
        var other = new DeliveryWindow(start.AddHours(2), start.AddHours(3));
        Assert.Equal(DeliveryOutcome.Done, await scene.House.Host.Get<Answers>().ProposeAsync(scene.House.Owner.Account, delivery, other, Stop));
        var accepted = JsonSerializer.Serialize(new { window = other }, PortalJson.Options);
        Assert.Equal(200, (await scene.House.Nordpost.PostAsync($"deliveries/{delivery}/accept", accepted, Stop)).Status);

        var code = await scene.CodeAsync(delivery);

        Assert.Equal(OfflinePin.Of(other.Start, other.End, counter: 0)?.Code(scene.Secret), code);
        await EnterAsync(scene, delivery);
        Assert.Equal("code_refused", (await scene.TypeAsync(Pin(scene, start, start.AddHours(1)))).Reason);
        Assert.Equal(CodeVerdict.Granted, (await scene.TypeAsync(code)).Verdict);
    }

    [Fact]
    public async Task S13_WindowMovedWhileTheDeviceIsHeard_TheOldPinIsDeadAndTheNewOneOpens()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var delivery = await scene.ApproveOnHalfHourAsync();
        var old = await scene.PinAsync(delivery);

        await MoveAsync(scene, delivery);

        Assert.Equal([old.ToString()], (await scene.HoldAsync(list => list.Pins?.Ended.Count > 0)).Pins?.Ended);
        Assert.Equal((null, null), await UntilAsync(scene, delivery));
        var pin = await scene.PinAsync(delivery);
        Assert.Equal(old.NotBefore.AddHours(2), pin.NotBefore);
        await EnterAsync(scene, delivery);
        Assert.Equal("code_refused", (await scene.TypeAsync(old.Code(scene.Secret))).Reason);
        Assert.Equal(CodeVerdict.Granted, (await scene.TypeAsync(pin.Code(scene.Secret))).Verdict);
    }

    [Fact]
    public async Task S13_WindowMovedWhileTheDeviceIsAway_TheOldPinIsSaidToReachTheEndOfItsWindow()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var delivery = await scene.ApproveOnHalfHourAsync();
        var old = await scene.PinAsync(delivery);
        await scene.CutAsync();

        await MoveAsync(scene, delivery);

        Assert.Equal((old.NotAfter, old.NotAfter), await UntilAsync(scene, delivery));
        scene.Time.Advance(old.NotBefore - scene.Now + TimeSpan.FromMinutes(1));
        await scene.ConnectAsync();
        await scene.HoldAsync(list => list.Pins?.Ended.Count > 0);
        Assert.Equal((null, null), await UntilAsync(scene, delivery));

        // A device that honours it nevertheless is found out; the delivery waits for its own code.
        scene.Time.Advance(TimeSpan.FromSeconds(1));
        await scene.ReportAsync(EventKinds.CodeAcceptedOffline, OfflineScene.UseOfPin(old));
        Assert.Equal(["before_window"], await scene.ReplaysAsync());
        Assert.Equal(DeliveryState.Approved, await scene.StateAsync(delivery));
        var pin = await scene.PinAsync(delivery);
        await EnterAsync(scene, delivery);
        await scene.TellAsync(OfflineScene.UseOfPin(pin, "attempt-2"), scene.Now);
        Assert.Equal(DeliveryState.Completed, await scene.StateAsync(delivery));
    }

    [Fact]
    public async Task S13_DriverReassignedWhileTheDeviceIsHeard_TheOldPinIsDeadAndTheNewOneOpens()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var delivery = await scene.ApproveForPinAsync();
        var old = await scene.PinAsync(delivery);

        await ReassignAsync(scene, delivery);

        Assert.Equal([old.ToString()], (await scene.HoldAsync(list => list.Pins?.Ended.Count > 0)).Pins?.Ended);
        Assert.Equal((null, null), await UntilAsync(scene, delivery));
        Assert.Equal("code_refused", (await scene.TypeAsync(old.Code(scene.Secret))).Reason);
        Assert.Equal(CodeVerdict.Granted, (await scene.TypeAsync(await scene.CodeAsync(delivery))).Verdict);
    }

    [Fact]
    public async Task S13_DriverReassignedWhileTheDeviceIsAway_TheOldPinIsSaidToReachTheEndOfItsWindow()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Pin);
        var delivery = await scene.ApproveForPinAsync();
        var old = await scene.PinAsync(delivery);
        await scene.CutAsync();

        await ReassignAsync(scene, delivery);

        Assert.Equal((old.NotAfter, old.NotAfter), await UntilAsync(scene, delivery));
        var pin = await scene.PinAsync(delivery);
        Assert.NotEqual(old.Code(scene.Secret), pin.Code(scene.Secret));
        await scene.ConnectAsync();
        await scene.HoldAsync(list => list.Pins?.Ended.Count > 0);
        Assert.Equal((null, null), await UntilAsync(scene, delivery));
        await scene.TellAsync(OfflineScene.UseOfPin(pin), scene.Now);
        Assert.Equal(DeliveryState.Completed, await scene.StateAsync(delivery));
    }

    [Fact]
    public async Task S13_SyncedGrantReassignedWhileTheDeviceIsAway_TheOldCodeIsSaidToReachTheEndOfItsLease()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        var delivery = await scene.ApproveAsync();
        await scene.HoldAsync();
        await scene.BeatAsync();
        var leased = DateTimeOffset.FromUnixTimeMilliseconds(scene.Now.ToUnixTimeMilliseconds()).AddSeconds(GatewayLimits.LeaseSeconds);
        await scene.CutAsync();

        await ReassignAsync(scene, delivery);

        Assert.Equal((leased, leased), await UntilAsync(scene, delivery));
        await scene.ConnectAsync();
        var list = await scene.HoldAsync();
        var (grant, code) = (await scene.GrantAsync(delivery), await scene.CodeAsync(delivery));
        Assert.Equal(GrantCodeHash.Of(scene.GrantKey, grant.Id.Value, code), Assert.Single(list.Grants).CodeHash);
        Assert.Equal((null, null), await UntilAsync(scene, delivery));
    }

    /// <summary>The grants of others that are added to a list that is not acknowledged yet are no old codes.</summary>
    [Fact]
    public async Task S13_AnotherGrantOnAListThatIsNotAcknowledged_NothingIsSaid()
    {
        await using var scene = await OfflineScene.AtAsync(at, OfflineMode.Synced);
        await scene.AllowOverlapAsync();
        var delivery = await scene.ApproveAsync();
        await scene.HoldAsync();

        var another = await scene.ApproveAsync();

        Assert.Equal(2, (await scene.ListAsync()).Grants.Count);
        Assert.Equal((null, null), await UntilAsync(scene, delivery));
        Assert.Equal((null, null), await UntilAsync(scene, another));
    }

    private static DateTimeOffset NextHalfHour(OfflineScene scene)
    {
        scene.Time.Advance(TimeSpan.FromTicks(TimeSpan.TicksPerMinute - (scene.Now.UtcTicks % TimeSpan.TicksPerMinute)));
        return DateTimeOffset.FromUnixTimeSeconds(((scene.Now.ToUnixTimeSeconds() / 1800) + 1) * 1800);
    }

    private static string Pin(OfflineScene scene, DateTimeOffset start, DateTimeOffset end) =>
        OfflinePin.Of(start, end, counter: 0)?.Code(scene.Secret) ?? throw new InvalidOperationException("No PIN.");

    /// <summary>The zone's rules have changed, and the owner says that two hours later was meant.</summary>
    private static async Task MoveAsync(OfflineScene scene, DeliveryId delivery)
    {
        var agreed = (await scene.House.FindAsync(delivery)).Window ?? throw new InvalidOperationException("Not approved.");
        var meant = new DeliveryWindow(agreed.Start.AddHours(2), agreed.End.AddHours(2));
        await scene.House.Database.WriteAsync(
            tx =>
            {
                MovedWindowStore.Save(tx, delivery, meant, scene.Now);
                return true;
            },
            Stop);
        Assert.Equal(
            DeliveryOutcome.Done, await scene.House.Host.Get<OwnerAnswers>().SettleWindowAsync(scene.House.Owner.Account, delivery, asWritten: true, Stop));
    }

    /// <summary>The window has begun, later than the device's token of before has ended.</summary>
    private static async Task EnterAsync(OfflineScene scene, DeliveryId delivery)
    {
        scene.Time.Advance((await scene.GrantAsync(delivery)).NotBefore - scene.Now + TimeSpan.FromSeconds(1));
        await scene.ConnectAsync();
        await scene.BeatAsync();
    }

    private static async Task ReassignAsync(OfflineScene scene, DeliveryId delivery)
    {
        var answer = await scene.House.Nordpost.PutAsync($"deliveries/{delivery}/driver", """{"name":"Jo"}""", Stop);
        Assert.True(answer.Status == 200, string.Create(CultureInfo.InvariantCulture, $"{answer.Status}: {answer.Body}"));
    }

    /// <summary>Until when the old code may still open, as the delivery's page and the access point's page say it.</summary>
    private static async Task<(DateTimeOffset? Delivery, DateTimeOffset? AccessPoint)> UntilAsync(OfflineScene scene, DeliveryId delivery)
    {
        var view = await scene.DeliveryViewAsync(delivery);
        Assert.Null(view.CodeUntil);
        return (view.OldCodeUntil, (await scene.ViewAsync()).CodesUntil);
    }
}
