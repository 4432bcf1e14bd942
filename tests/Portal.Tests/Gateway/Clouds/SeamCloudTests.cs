using Portal.Client.Access;
using Portal.Client.Gateway;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Gateway.Clouds;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway.Clouds;

/// <summary>Seam's locks, against the fake that Seam publishes.</summary>
public sealed class SeamCloudTests : IAsyncLifetime
{
    private FakeSeam _seam = null!; // Set before each test.
    private CloudHouse _house = null!; // Likewise.

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IMakerCloud Cloud => Assert.Single(_house.Host.Get<MakerClouds>().Offered);

    public async ValueTask InitializeAsync()
    {
        _seam = await FakeSeam.StartAsync();
        _house = await CloudHouse.StartAsync(new PortalHostOptions { Time = new ManualTime(), Settings = _seam.Settings });
    }

    public async ValueTask DisposeAsync()
    {
        await _house.DisposeAsync();
        _seam.Dispose();
    }

    [Fact]
    public async Task Link_SaidYesAtSeam_ListsItsLocks_AndTakenBackIsForgottenThere()
    {
        var asked = await _house.Clouds.AskLinkAsync(_house.Place, CloudMaker.Seam, Stop);
        Assert.Equal("https", asked.GoTo?.Scheme);
        await _house.Host.Get<CloudLinkWatch>().LookAsync(Stop);
        Assert.Equal(CloudLinkState.Asked, (await _house.FindLinkAsync()).State);

        await _seam.SayYesAsync();
        await _house.Host.Get<CloudLinkWatch>().LookAsync(Stop);
        var link = await _house.FindLinkAsync();
        Assert.Equal(CloudLinkState.Linked, link.State);
        Assert.False(Assert.Single(link.Devices ?? []).TellsOfDoor);

        Assert.Equal(AccessOutcome.Done, await _house.Clouds.UnlinkAsync(link.Id, Stop));
        await _house.Host.Get<CloudLinkWatch>().LookAsync(Stop);
        Assert.Empty((await _house.Clouds.FindAsync(_house.Place, Stop))?.Links ?? []);
        var state = await _seam.DoAsync("getState");
        Assert.Equal(3, state.GetProperty("connected_accounts").GetArrayLength());
    }

    [Fact]
    public async Task UnlockAndLock_AreDoneOnlyWhenRead()
    {
        var device = await PairAsync();
        Assert.Equal(LockState.Locked, (await _house.StateAsync()).Lock);

        Assert.Equal(CommandOutcome.Asked, await _house.UnlockAsync());
        Assert.Equal(LockState.Locked, (await _house.StateAsync()).Lock);
        await _house.PassAsync(3);
        Assert.Equal(LockState.Unlocked, (await _house.StateAsync()).Lock);
        var asked = Assert.Single(await _house.EntriesAsync(EntryKinds.UnlockAsked));
        var unlocked = Assert.Single(await _house.EntriesAsync(EventKinds.Unlocked));
        var command = System.Text.Json.JsonDocument.Parse(asked.Data).RootElement.GetProperty("command").GetString();
        Assert.Equal($$"""{"cloud":"seam","commandId":"{{command}}"}""", unlocked.Data);
        Assert.Contains("\"status\":\"done\"", Assert.Single(await _house.EntriesAsync(EntryKinds.CommandAnswered)).Data, StringComparison.Ordinal);

        Assert.Equal(CommandOutcome.Asked, await _house.Access.LockAsync(_house.Place, Stop));
        await _house.PassAsync(3);
        Assert.Equal(LockState.Locked, (await _house.StateAsync()).Lock);
        Assert.Equal(device, (await _house.PointAsync()).Device?.Serial);
    }

    [Fact]
    public async Task S02_SeamIsAway_TurnsUnknown_NeverLocked()
    {
        await PairAsync();
        await _seam.DoAsync("simulateWorkspaceOutage", FakeSeam.Workspace, new { routes = new[] { "/locks/get" } });

        await _house.PassAsync(126);

        Assert.Equal((LockState.Unknown, OnlineState.Offline), ((await _house.StateAsync()).Lock, (await _house.StateAsync()).Online));
        await _seam.DoAsync("simulateWorkspaceOutageRecovery", FakeSeam.Workspace);
        await _house.PassAsync(11);
        Assert.Equal(LockState.Locked, (await _house.StateAsync()).Lock);
    }

    [Fact]
    public async Task S06_SeamFallsSilentRightAfterTheOwnersUnlock_IsUnknownAndLoudWithin45Seconds()
    {
        await PairAsync();
        await _house.UnlockAsync();
        await _seam.DoAsync("simulateWorkspaceOutage", FakeSeam.Workspace, new { routes = new[] { "/locks/get" } });

        await _house.PassAsync(45);

        Assert.Equal((LockState.Unknown, OnlineState.Offline), ((await _house.StateAsync()).Lock, (await _house.StateAsync()).Online));
        Assert.Contains(await _house.Access.ListAlertsAsync(Stop), alert => alert is { Kind: AlertKind.DeviceSilent, Urgent: true });
    }

    [Fact]
    public async Task Read_DoorSensorOpen_SaysSo_AndWithoutOneSaysNothing()
    {
        Assert.Null((await Cloud.ReadAsync(FakeSeam.Johns, FakeSeam.Lock, default, Stop)).Door);

        await _seam.SetLockAsync(new { door_open = true, online = true, locked = false, battery = new { level = 0.42, status = "good" } });

        var word = await Cloud.ReadAsync(FakeSeam.Johns, FakeSeam.Lock, default, Stop);
        Assert.Equal((LockState.Unlocked, DoorState.Open, 42), (word.Lock?.State, word.Door?.State, word.BatteryPercent));
        var listed = (await Cloud.ListAsync(FakeSeam.Johns, Stop)).Single(one => one.Id == FakeSeam.Lock);
        Assert.Equal([Capabilities.Lock, Capabilities.DoorContact, Capabilities.Battery, Capabilities.SyncedGrants], listed.Capabilities);
    }

    [Fact]
    public async Task S28_LockOfAnotherAccount_IsNeitherListedNorRead()
    {
        Assert.DoesNotContain(await Cloud.ListAsync(FakeSeam.Johns, Stop), one => one.Id == FakeSeam.JanesLock);
        await Assert.ThrowsAsync<CloudException>(() => Cloud.ReadAsync(FakeSeam.Johns, FakeSeam.JanesLock, default, Stop));
    }

    [Fact]
    public async Task Send_LockThatSeamDoesNotKnow_IsRefused() =>
        Assert.Equal(new Sending(SendingFate.Refused), await Cloud.SendAsync(FakeSeam.Johns, "nobody", CommandNames.Unlock, Stop));

    [Fact]
    public async Task Follow_Attempt_IsPendingUntilSeamSaysHowItEnded()
    {
        var sent = await Cloud.SendAsync(FakeSeam.Johns, FakeSeam.Lock, CommandNames.Unlock, Stop);
        var attempt = sent.Attempt ?? throw new InvalidOperationException("Seam named no attempt.");
        await _seam.DoAsync("updateActionAttempt", new { action_attempt_id = attempt, status = "pending" });
        Assert.Equal(AttemptState.Pending, (await Cloud.FollowAsync(attempt, Stop)).State);

        var error = new { type = "device_offline", message = "The device is offline" };
        await _seam.DoAsync("updateActionAttempt", new { action_attempt_id = attempt, status = "error", error });
        Assert.Equal(new Attempt(AttemptState.Failed, "device_offline"), await Cloud.FollowAsync(attempt, Stop));
    }

    private Task<string> PairAsync() => _house.PairAsync(_seam, new { locked = true });
}
