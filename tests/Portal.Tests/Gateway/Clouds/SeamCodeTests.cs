using System.Text.Json;
using Dapper;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Device.Protocol;
using Portal.Gateway.Clouds;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway.Clouds;

/// <summary>Codes in a lock of Seam's, against the fake that Seam publishes: there for a window, out again, and never taken for done.</summary>
public sealed class SeamCodeTests : IAsyncLifetime
{
    private static readonly object Standing = new { locked = true, door_open = false, online = true };
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("portal-codes-");
    private readonly ManualTime _time = new();
    private FakeSeam _seam = null!; // Set before each test.
    private CloudHouse _house = null!; // Likewise.
    private string _lock = "";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private PortalHostOptions Options => new() { Time = _time, Settings = _seam.Settings, Data = _data };

    public async ValueTask InitializeAsync()
    {
        _seam = await FakeSeam.StartAsync();
        _house = await CloudHouse.StartAsync(Options);
        _lock = await _house.PairAsync(_seam, Standing);
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        _seam.Dispose();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task S14_NeverSwitchedOn_NoCodeIsPutIntoTheLock()
    {
        await ExpectAsync();

        await _house.PassAsync(10);

        Assert.Empty(await CodesAsync());
        Assert.Equal((OfflineMode.None, CloudMaker.Seam), await ViewAsync() is var view ? (view.Mode, view.Maker) : default);
    }

    [Fact]
    public async Task S14_SwitchedOn_CodeIsSetForTheWindow_AndInTheLockOnlyWhenSeamSaysSo()
    {
        await SwitchOnAsync();
        var delivery = await ExpectAsync();
        await _house.PassAsync(3);

        var code = Assert.Single(await CodesAsync());
        var grant = await GrantAsync(delivery);
        Assert.Equal(grant.NotBefore, code.GetProperty("starts_at").GetDateTimeOffset());
        Assert.Equal(grant.NotAfter, code.GetProperty("ends_at").GetDateTimeOffset());
        Assert.Equal(_house.Host.Get<GrantCodes>().Of(grant), code.GetProperty("code").GetString());
        Assert.Single(await _house.EntriesAsync(EntryKinds.MakerCodeAsked));
        await _house.PassAsync(7);
        Assert.Empty(await _house.EntriesAsync(EntryKinds.MakerCodeHeld));

        await SayAsync("set");
        await _house.PassAsync(10);

        Assert.Single(await _house.EntriesAsync(EntryKinds.MakerCodeHeld));
        Assert.Single(await CodesAsync());
    }

    [Fact]
    public async Task S14_WindowLongerThan2Hours_OrMoreThanAnHourAway_IsNotPutIntoTheLock()
    {
        await SwitchOnAsync();
        await ExpectAsync(minutes: 121);
        await ExpectAsync(from: 130, minutes: 60);

        await _house.PassAsync(10);
        Assert.Empty(await CodesAsync());

        _time.Advance(TimeSpan.FromMinutes(71));
        await _house.PassAsync(10);
        Assert.Single(await CodesAsync());
    }

    [Fact]
    public async Task S12_CodeInTheLock_StandsInNoDatabaseAndNoEntry()
    {
        await SwitchOnAsync();
        var delivery = await ExpectAsync();
        await _house.PassAsync(3);

        var digits = Assert.Single(await CodesAsync()).GetProperty("code").GetString() ?? "";
        Assert.Equal(8, digits.Length);
        Assert.False(_house.Host.DatabaseHolds(digits));
        Assert.Equal(delivery, Assert.Single(await _house.EntriesAsync(EntryKinds.MakerCodeAsked)).DeliveryId);
    }

    [Fact]
    public async Task S13_Revoked_IsTakenOut_AndUntilSeamSaysSoTheOwnerReadsUntilWhenItMayOpen()
    {
        await SwitchOnAsync();
        var delivery = await ExpectAsync();
        await HoldAsync();
        var end = (await GrantAsync(delivery)).NotAfter;
        await _seam.DoAsync("simulateWorkspaceOutage", FakeSeam.Workspace, new { routes = new[] { "/access_codes/delete" } });

        await RevokeAsync(delivery);
        await _house.PassAsync(10);

        Assert.Single(await CodesAsync());
        Assert.Equal(end, (await ViewAsync()).CodesUntil);
        await _seam.DoAsync("simulateWorkspaceOutageRecovery", FakeSeam.Workspace);
        await _house.PassAsync(12);
        Assert.Empty(await CodesAsync());
        Assert.Null((await ViewAsync()).CodesUntil);
        Assert.Single(await _house.EntriesAsync(EntryKinds.MakerCodeRemoved));
    }

    [Fact]
    public async Task S13_PausedOrSwitchedOff_IsTakenOut_AndSetAgainWhenItMay()
    {
        await SwitchOnAsync();
        await ExpectAsync();
        await HoldAsync();

        await _house.Host.Get<AccessPoints>().PauseAsync(_house.Owner.Account, _house.Place, Stop);
        await _house.PassAsync(8);
        Assert.Empty(await CodesAsync());
        await _house.Host.Get<AccessPoints>().LiftPauseAsync(_house.Owner.Account, _house.Place, Stop);
        await _house.PassAsync(8);
        Assert.Single(await CodesAsync());

        Assert.Equal(AccessOutcome.Done, await SetAsync(OfflineMode.None));
        await _house.PassAsync(8);
        Assert.Empty(await CodesAsync());
    }

    [Fact]
    public async Task S13_WindowOver_IsTakenOut()
    {
        await SwitchOnAsync();
        await ExpectAsync(minutes: 15);
        await HoldAsync();

        _time.Advance(TimeSpan.FromMinutes(16));
        await _house.PassAsync(10);

        Assert.Empty(await CodesAsync());
    }

    [Fact]
    public async Task S16_DeviceReleasedAndAccountTakenBack_CodeIsTakenOutBeforeSeamForgetsTheAccount()
    {
        await SwitchOnAsync();
        await ExpectAsync();
        await HoldAsync();
        var link = await _house.FindLinkAsync();

        Assert.Equal(AccessOutcome.Done, await _house.Clouds.UnlinkAsync(link.Id, Stop));
        await _house.Host.Get<CloudLinkWatch>().LookAsync(Stop);
        Assert.Single((await _house.Clouds.FindAsync(_house.Place, Stop))?.Links ?? []);
        await _house.PassAsync(8);
        Assert.Empty(await CodesAsync());
        await _house.Host.Get<CloudLinkWatch>().LookAsync(Stop);

        Assert.Empty((await _house.Clouds.FindAsync(_house.Place, Stop))?.Links ?? []);
    }

    [Fact]
    public async Task Restart_CodeIsNeitherSetTwiceNorForgotten()
    {
        await SwitchOnAsync();
        var delivery = await ExpectAsync();
        await HoldAsync();
        await _house.Host.DisposeAsync();

        await using (var again = await PortalHost.StartAsync(Options, Stop))
        {
            await again.Get<CloudCodeWatch>().LookAsync(Stop);
            Assert.Single(await CodesAsync());
            await again.Get<Answers>().RevokeAsync(_house.Owner.Account, delivery, Stop);
        }

        await using var third = await PortalHost.StartAsync(Options, Stop);
        await third.Get<CloudCodeWatch>().LookAsync(Stop);
        Assert.Empty(await CodesAsync());
    }

    [Fact]
    public async Task S10_UseThatSeamReports_IsTheOneOpeningOfItsGrant_AndASecondIsAReplay()
    {
        await SwitchOnAsync();
        var delivery = await ExpectAsync();
        await HoldAsync();
        var code = Assert.Single(await CodesAsync()).GetProperty("access_code_id").GetString();

        await UseAsync(code);
        await StandAsync(locked: false, open: false);
        Assert.Equal(DeliveryState.InProgress, await StateAsync(delivery));
        await StandAsync(locked: false, open: true);
        await StandAsync(locked: false, open: false);
        await StandAsync(locked: true, open: false);

        Assert.Equal(DeliveryState.Completed, await StateAsync(delivery));
        Assert.Single(await _house.EntriesAsync(EntryKinds.OpeningMadeOffline));
        await _house.PassAsync(6);
        Assert.Empty(await CodesAsync());
        await UseAsync(code);
        await StandAsync(locked: false, open: false);
        var replay = Assert.Single(await _house.EntriesAsync(EntryKinds.OfflineUseNotInOrder));
        Assert.Contains("already_used", replay.Data, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S13_UsedAfterSeamSaidThatItIsOut_IsNotInOrder()
    {
        await SwitchOnAsync();
        var delivery = await ExpectAsync();
        await HoldAsync();
        var code = Assert.Single(await CodesAsync()).GetProperty("access_code_id").GetString();
        await RevokeAsync(delivery);
        await _house.PassAsync(12);
        Assert.Empty(await CodesAsync());

        await UseAsync(code);
        await StandAsync(locked: false, open: false);

        Assert.Contains("revoked", Assert.Single(await _house.EntriesAsync(EntryKinds.OfflineUseNotInOrder)).Data, StringComparison.Ordinal);
        Assert.Contains(await _house.Access.ListAlertsAsync(Stop), alert => alert.Kind == AlertKind.GrantReplayed);
    }

    private async Task<DeliveryId> ExpectAsync(double from = 0, double minutes = 60)
    {
        var start = _time.GetUtcNow().AddMinutes(from);
        var draft = new HandMadeDraft { AccessPoint = _house.Place, Description = "The florist", Start = start, End = start.AddMinutes(minutes) };
        var made = await _house.Host.Get<HandMadeDeliveries>().MakeAsync(_house.Owner.Account, draft, Stop);
        return made.Made ?? throw new InvalidOperationException(string.Join(' ', made.Faults.Values));
    }

    private Task<AccessOutcome> SetAsync(OfflineMode mode) =>
        _house.Host.Get<OfflineSettings>().SetAsync(_house.Owner.Account, isFresh: true, _house.Place, mode, Stop);

    private async Task SwitchOnAsync()
    {
        Assert.Equal(AccessOutcome.Done, await SetAsync(OfflineMode.Synced));
        await _house.Host.Get<Database>().WriteAsync(
            tx => tx.Connection.Execute("UPDATE access_point SET allows_overlap = 1 WHERE id = @Place", new { _house.Place }), Stop);
    }

    /// <summary>The code is set, and Seam says that the lock has it.</summary>
    private async Task HoldAsync()
    {
        await _house.PassAsync(3);
        await SayAsync("set");
        await _house.PassAsync(8);
        Assert.NotEmpty(await _house.EntriesAsync(EntryKinds.MakerCodeHeld));
    }

    private async Task SayAsync(string status)
    {
        foreach (var code in await CodesAsync())
            await _seam.DoAsync("updateAccessCode", new { access_code_id = code.GetProperty("access_code_id").GetString(), status });
    }

    private Task UseAsync(string? code) => _seam.DoAsync("addEvent", new
    {
        event_type = "lock.unlocked",
        workspace_id = FakeSeam.Workspace,
        device_id = _lock,
        access_code_id = code,
        method = "keycode",
        occurred_at = Rfc3339.Format(_time.GetUtcNow()),
        created_at = Rfc3339.Format(_time.GetUtcNow()),
    });

    private async Task StandAsync(bool locked, bool open)
    {
        await _seam.DoAsync("updateDevice", new { device_id = _lock, properties = new { locked, door_open = open, online = true } });
        // As Seam's webhook does.
        _house.Host.Get<CloudLines>().Wake(CloudMaker.Seam, _lock);
        await _house.PassAsync(2);
    }

    private async Task<List<JsonElement>> CodesAsync() =>
        [.. (await _seam.DoAsync("getState")).GetProperty("access_codes").EnumerateArray().Where(code => code.GetProperty("device_id").GetString() == _lock)];

    private async Task<OfflineView> ViewAsync() =>
        await _house.Host.Get<OfflineSettings>().FindAsync(_house.Owner.Account, _house.Place, Stop) ?? throw new InvalidOperationException("Not the owner's.");

    private Task<DeliveryOutcome> RevokeAsync(DeliveryId delivery) => _house.Host.Get<Answers>().RevokeAsync(_house.Owner.Account, delivery, Stop);

    private Task<GrantRow> GrantAsync(DeliveryId delivery) => _house.Host.Get<Database>().ReadAsync(
        connection => GrantStore.FindOf(connection, delivery) ?? throw new InvalidOperationException("No grant."), Stop);

    private async Task<DeliveryState> StateAsync(DeliveryId delivery) => (await _house.Host.Get<Database>().ReadAsync(
        connection => DeliveryViews.Story(connection, _house.Owner.Account, delivery), Stop))?.Delivery.State ?? throw new InvalidOperationException("Gone.");
}
