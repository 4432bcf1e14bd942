using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Device.Protocol;

namespace Portal.Tests.Access;

/// <summary>From the code at the keypad to the delivery's end, over a real database.</summary>
public sealed class OpeningLifeTests : IDisposable
{
    private readonly AccessHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task S04_UnlockedOpenedClosedLocked_CompletesTheDeliveryAndSpendsTheGrant()
    {
        var delivery = await _house.ReadyAsync();
        var answer = await _house.TypeAsync(await _house.CodeOfAsync(delivery));
        Assert.True(answer.Decision.IsGranted);

        await _house.ReportAsync(answer.CommandId, "unlocked!");
        Assert.Equal(DeliveryState.InProgress, await StateOfAsync(delivery));
        await _house.ReportAsync("door_opened");
        await _house.ReportAsync("door_closed");
        Assert.Equal(DeliveryState.InProgress, await StateOfAsync(delivery));
        await _house.ReportAsync("locked");

        Assert.Equal(DeliveryState.Completed, await StateOfAsync(delivery));
        Assert.Equal("spent", await _house.House.GrantStateAsync(delivery));
        Assert.False((await _house.House.FindAsync(delivery)).Late);
        Assert.True((await _house.StateAsync()).Secured);
    }

    [Fact]
    public async Task S04_SecuredAgainWithoutOpened_CompletesNothing()
    {
        var delivery = await _house.ReadyAsync();
        var answer = await _house.TypeAsync(await _house.CodeOfAsync(delivery));
        await _house.ReportAsync(answer.CommandId, "unlocked!", "locked");
        Assert.Equal(DeliveryState.InProgress, await StateOfAsync(delivery));

        _house.House.Time.Advance(TimeSpan.FromSeconds(10));
        await _house.BeatAsync(LockState.Locked, DoorState.Closed);
        _house.House.Time.Advance(TimeSpan.FromSeconds(25));
        await _house.BeatAsync(LockState.Locked, DoorState.Closed);
        _house.House.Time.Advance(TimeSpan.FromSeconds(26));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);

        Assert.Equal(DeliveryState.Missed, await StateOfAsync(delivery));
        Assert.Equal("spent", await _house.House.GrantStateAsync(delivery));
    }

    [Fact]
    public async Task S04_ReportsThatComeLateAndInAnotherOrder_CompleteItMarkedLate()
    {
        var delivery = await _house.ReadyAsync();
        var answer = await _house.TypeAsync(await _house.CodeOfAsync(delivery));
        var at = _house.Now;
        var unlocked = _house.Next("unlocked!", at.AddSeconds(1), answer.CommandId);
        var opened = _house.Next("door_opened", at.AddSeconds(2));
        var closed = _house.Next("door_closed", at.AddSeconds(9));
        var locked = _house.Next("locked", at.AddSeconds(10));

        _house.House.Time.Advance(TimeSpan.FromMinutes(5));
        await _house.SendAsync(locked);
        await _house.SendAsync(closed, unlocked);
        Assert.Equal(DeliveryState.InProgress, await StateOfAsync(delivery));
        await _house.SendAsync(opened);

        Assert.Equal(DeliveryState.Completed, await StateOfAsync(delivery));
        Assert.True((await _house.House.FindAsync(delivery)).Late);
    }

    [Fact]
    public async Task S02_SilenceInAnOpening_IsUnknownAndLoudWithinFifteenSeconds()
    {
        var delivery = await _house.ReadyAsync();
        var answer = await _house.TypeAsync(await _house.CodeOfAsync(delivery));
        await _house.ReportAsync(answer.CommandId, "unlocked!", "door_opened");

        _house.House.Time.Advance(TimeSpan.FromSeconds(14));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        Assert.Equal(DoorState.Open, (await _house.StateAsync()).Door);

        _house.House.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(DoorState.Unknown, (await _house.StateAsync()).Door);
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        await _house.Timers.FireDueAsync(AccessHouse.Stop);

        var alert = Assert.Single(await _house.AlertsAsync());
        Assert.Equal(AlertKind.DeviceSilent, alert.Kind);
        Assert.True(alert.Urgent);
        Assert.Equal(delivery, alert.DeliveryId);
        Assert.Single(await _house.KindsAsync(), kind => kind == EntryKinds.StateUnknown);
        Assert.Equal(DeliveryState.InProgress, await StateOfAsync(delivery));
    }

    [Fact]
    public async Task S02_OneFactRanOutAndTheDeviceIsHeardAgain_ClearsTheAlert()
    {
        var delivery = await _house.ReadyAsync();
        var answer = await _house.TypeAsync(await _house.CodeOfAsync(delivery));
        await _house.ReportAsync(answer.CommandId, "unlocked!");
        _house.House.Time.Advance(TimeSpan.FromSeconds(5));
        await _house.ReportAsync("door_opened");
        _house.House.Time.Advance(TimeSpan.FromSeconds(10));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        Assert.Equal(AlertKind.DeviceSilent, Assert.Single(await _house.AlertsAsync()).Kind);

        await _house.BeatAsync(LockState.Unlocked, DoorState.Open);

        Assert.Empty(await _house.AlertsAsync());
    }

    [Fact]
    public async Task S06_SilenceAfterWhatCameLate_IsLoud()
    {
        var delivery = await _house.ReadyAsync();
        var answer = await _house.TypeAsync(await _house.CodeOfAsync(delivery));
        var behind = _house.Now.AddSeconds(-40);
        await _house.SendAsync(_house.Next("unlocked!", behind, answer.CommandId), _house.Next("door_opened", behind));

        await SilentAlertAsync();
    }

    [Fact]
    public async Task S06_SilenceAfterAContradiction_IsLoud()
    {
        var delivery = await _house.ReadyAsync();
        await _house.TypeAsync(await _house.CodeOfAsync(delivery));
        await _house.BeatAsync(LockState.Unlocked, DoorState.Open);

        await SilentAlertAsync();
    }

    [Fact]
    public async Task S03_AfterARestart_EverythingIsUnknownUntilTheDeviceHasSpoken()
    {
        await _house.ReadyAsync();
        Assert.True((await _house.StateAsync()).Secured);

        await _house.Freshness.ForgetAllAsync(AccessHouse.Stop);

        var state = await _house.StateAsync();
        Assert.Equal((LockState.Unknown, DoorState.Unknown, false), (state.Lock, state.Door, state.Secured));
        await _house.BeatAsync(LockState.Locked, DoorState.Closed);
        Assert.True((await _house.StateAsync()).Secured);
    }

    [Fact]
    public async Task S03_ARestartInTheMiddleOfAnOpening_IsLoudWhenTheDeviceStaysAway()
    {
        var delivery = await _house.ReadyAsync();
        var answer = await _house.TypeAsync(await _house.CodeOfAsync(delivery));
        await _house.ReportAsync(answer.CommandId, "unlocked!", "door_opened");

        await _house.Freshness.ForgetAllAsync(AccessHouse.Stop);
        _house.House.Time.Advance(TimeSpan.FromSeconds(15));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);

        Assert.Equal(AlertKind.DeviceSilent, Assert.Single(await _house.AlertsAsync()).Kind);
    }

    [Fact]
    public async Task S09_LedgerThatCannotBeWritten_OpensNothingAndUsesNothing()
    {
        var delivery = await _house.ReadyAsync();
        var code = await _house.CodeOfAsync(delivery);
        await _house.House.Database.WriteAsync(tx => tx.Connection.Execute("DELETE FROM ledger_tree"), AccessHouse.Stop);

        var answer = await _house.TypeAsync(code);

        Assert.Equal(DenialReason.CannotRecord, answer.Decision.Reason);
        Assert.Null(answer.CommandId);
        Assert.Equal("ready", await _house.House.GrantStateAsync(delivery));
        Assert.Equal(0, await _house.CountAsync("opening"));
        Assert.Equal(0, await _house.CountAsync("command"));
    }

    [Fact]
    public async Task S10_FiftyAttemptsByThreeWays_GiveOneOpeningForTheWayThatWon()
    {
        var delivery = await _house.ReadyAsync();
        var proof = await _house.House.Database.ReadAsync(connection => _house.House.Grants.Prove(connection, delivery), AccessHouse.Stop);
        Assert.NotNull(proof);
        await WaivePlaceAsync(delivery);

        var attempts = Enumerable.Range(0, 50).Select(i => (i % 3) switch
        {
            0 => _house.Attempts.ByCodeAsync(_house.Device, proof.Code, "attempt", AccessHouse.Stop),
            1 => _house.Attempts.ByDriverAsync(proof.Grant, generation: 1, "one", position: null, AccessHouse.Stop),
            _ => _house.Attempts.ByCarrierAsync(
                new CarrierAttempt { Delivery = delivery, AccessPoint = _house.House.Car, Carrier = _house.House.Carrier, ParcelMatches = true },
                AccessHouse.Stop),
        });
        var answers = await Task.WhenAll(attempts);

        var granted = answers.Where(answer => answer.Decision.IsGranted).ToList();
        Assert.NotEmpty(granted);
        Assert.Single(granted.Select(answer => (answer.OpeningId, answer.CommandId)).Distinct());
        Assert.All(
            answers.Where(answer => !answer.Decision.IsGranted),
            answer => Assert.Equal(DenialReason.AlreadyUsed, answer.Decision.Reason));
        Assert.Equal(1, await _house.CountAsync("opening"));
        Assert.Equal(1, await _house.CountAsync("command"));
    }

    [Fact]
    public async Task S12_TheCode_StandsNowhereInTheDatabase()
    {
        var delivery = await _house.ReadyAsync();
        var code = await _house.CodeOfAsync(delivery);
        await _house.TypeAsync(code);
        Assert.NotEmpty(await _house.KindsAsync());
        Assert.DoesNotContain(code, await _house.EverythingStoredAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S12_AWrongCode_ReadsTheSameWhateverElseIsWrong()
    {
        var delivery = await _house.ReadyAsync();
        var wrong = await _house.CodeOfAsync(delivery) == "00000000" ? "00000001" : "00000000";
        var open = await _house.TypeAsync(wrong);
        _house.House.Time.Advance(TimeSpan.FromHours(3));
        var over = await _house.TypeAsync(wrong);

        Assert.Equal(DenialReason.CodeRefused, open.Decision.Reason);
        Assert.Equal(open, over);
    }

    [Fact]
    public async Task S21_TheSameNumberWithTheSameBytes_IsStoredOnce()
    {
        var said = _house.Next(EventKinds.Locked, _house.Now);
        Assert.Null((await _house.SendAsync(said)).Conflict);
        Assert.Null((await _house.SendAsync(said)).Conflict);
        Assert.Single(await _house.KindsAsync(), kind => kind == EventKinds.Locked);
    }

    [Fact]
    public async Task S21_TheSameNumberWithOtherBytes_QuarantinesAndStoresNothingOfTheBatch()
    {
        await _house.SendAsync(_house.Next(EventKinds.Locked, _house.Now));
        var outcome = await _house.SendAsync(
            SomeEvent.Of(2, EventKinds.DoorClosed, _house.Now), SomeEvent.Of(1, EventKinds.Unlocked, _house.Now));

        Assert.Equal(1, outcome.Conflict);
        Assert.Equal(AlertKind.KeyUsedTwice, Assert.Single(await _house.AlertsAsync()).Kind);
        Assert.Equal(1, await _house.CountAsync("device_event"));
        await Assert.ThrowsAsync<DeviceGoneException>(() => _house.SendAsync(SomeEvent.Of(3, EventKinds.Locked, _house.Now)));
    }

    [Fact]
    public async Task LeftOpen_DueWhileThePortalWasDown_FiresOnceMarkedLate()
    {
        var delivery = await _house.ReadyAsync();
        var answer = await _house.TypeAsync(await _house.CodeOfAsync(delivery));
        await _house.ReportAsync(answer.CommandId, "unlocked!", "door_opened");

        _house.House.Time.Advance(TimeSpan.FromMinutes(3));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        await _house.Timers.FireDueAsync(AccessHouse.Stop);

        var alert = Assert.Single(await _house.AlertsAsync(), alert => alert.Kind == AlertKind.LeftOpen);
        Assert.True(alert.Late);
    }

    [Fact]
    public async Task DoorOpened_ByHandOutsideAnOpening_IsAnEntryAndNoAlert()
    {
        await _house.BecomeAsync(AccessPointKind.Door, DeviceProfile.SmartLock.Name, Capabilities.Lock, Capabilities.DoorContact);
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        await _house.ReportAsync(EventKinds.Unlocked, EventKinds.DoorOpened, EventKinds.DoorClosed, EventKinds.Locked);
        Assert.Empty(await _house.AlertsAsync());
    }

    [Fact]
    public async Task DoorOpened_WhileTheBoltIsFreshlyLocked_IsForced()
    {
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        await _house.ReportAsync(EventKinds.DoorOpened);
        Assert.Equal(AlertKind.ForcedOpen, Assert.Single(await _house.AlertsAsync()).Kind);
    }

    [Fact]
    public async Task Heartbeat_InsideAWindow_IsAskedForEveryFifteenSeconds()
    {
        await _house.House.Database.WriteAsync(
            tx => tx.Connection.Execute("UPDATE device SET heartbeat_seconds = 300"), AccessHouse.Stop);
        var beat = new DeviceHeartbeat { At = _house.Now, Lock = LockState.Unknown, Door = DoorState.Unknown };
        Assert.Equal(300, (await _house.Reports.HeartbeatAsync(_house.Device, beat, AccessHouse.Stop)).IntervalSeconds);
        await _house.ReadyAsync();
        Assert.Equal(15, (await _house.Reports.HeartbeatAsync(_house.Device, beat, AccessHouse.Stop)).IntervalSeconds);
    }

    private async Task SilentAlertAsync()
    {
        Assert.Empty(await _house.AlertsAsync());
        _house.House.Time.Advance(TimeSpan.FromSeconds(125));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        Assert.Contains(await _house.AlertsAsync(), alert => alert.Kind == AlertKind.DeviceSilent);
    }

    private async Task<DeliveryState> StateOfAsync(DeliveryId delivery) => (await _house.House.FindAsync(delivery)).State;

    private Task WaivePlaceAsync(DeliveryId delivery) =>
        _house.House.Database.WriteAsync(
            tx => tx.Connection.Execute("UPDATE access_grant SET place_waived = 1 WHERE delivery_id = @delivery", new { delivery }),
            AccessHouse.Stop);
}
