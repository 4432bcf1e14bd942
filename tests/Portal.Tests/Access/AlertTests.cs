using System.Text.Json;
using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Device.Protocol;

namespace Portal.Tests.Access;

/// <summary>What raises each alert, what ends it, and what is only daily life.</summary>
public sealed class AlertTests : IDisposable
{
    private readonly AccessHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Theory]
    [InlineData("unlocked")]
    [InlineData("unlocked/key")]
    [InlineData("unlocked/manual")]
    [InlineData("unlocked/keypad")]
    public async Task ForcedOpen_AKeyBoxOpensWithoutUs_IsRaisedWhateverTheSource(string unlocked)
    {
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed, unlocked);
        var alert = await OnlyAlertAsync();
        Assert.Equal((AlertKind.ForcedOpen, true), (alert.Kind, alert.Urgent));
    }

    [Fact]
    public async Task ForcedOpen_AKeyBoxOpensByItsOwnersUnlock_IsNot()
    {
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        var command = await _house.OwnerUnlocksAsync();
        await _house.ReportAsync(command, "unlocked!", EventKinds.DoorOpened, EventKinds.DoorClosed, EventKinds.Locked);
        Assert.Empty(await _house.AlertsAsync());
        Assert.DoesNotContain(EntryKinds.OpenedByHand, await _house.KindsAsync());
    }

    [Fact]
    public async Task ForcedOpen_RightAfterOurOpeningInOneBatch_IsStillSeen()
    {
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        var command = await _house.OwnerUnlocksAsync();
        await _house.ReportAsync(
            command, "unlocked!", EventKinds.DoorOpened, EventKinds.DoorClosed, EventKinds.Locked, EventKinds.Unlocked, EventKinds.DoorOpened);
        Assert.Equal(AlertKind.ForcedOpen, (await OnlyAlertAsync()).Kind);
    }

    [Theory]
    [InlineData("door_opened/manual")]
    [InlineData("door_opened/key")]
    public async Task OpenedByHand_ATrunkByItsOwnKeyWhileTheBoxStaysLocked_IsOneEntryAndNoAlert(string opened)
    {
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        await _house.ReportAsync(opened, "door_closed/manual");
        Assert.Empty(await _house.AlertsAsync());
        Assert.Single(await _house.KindsAsync(), EntryKinds.OpenedByHand);
    }

    [Fact]
    public async Task OpenedByHand_AHouseDoor_IsOneEntryAndNoAlertAndUsesNoGrant()
    {
        var delivery = await _house.ReadyAsync();
        await _house.BecomeAsync(AccessPointKind.Door, "smart-lock", "lock", "door_contact");
        await _house.ReportAsync("unlocked/key", "door_opened/manual", "door_closed/manual", "locked/auto");
        await _house.PassAsync(TimeSpan.FromMinutes(5), LockState.Locked, DoorState.Closed);

        Assert.Empty(await _house.AlertsAsync());
        Assert.Single(await _house.KindsAsync(), EntryKinds.OpenedByHand);
        Assert.Equal("ready", await _house.House.GrantStateAsync(delivery));
    }

    [Theory]
    [InlineData("door_opened/manual")]
    [InlineData("door_opened")]
    public async Task ForcedOpen_AHouseDoorWhoseBoltIsFreshlyLocked_IsRaisedWhateverTheSource(string opened)
    {
        await _house.BecomeAsync(AccessPointKind.Door, "smart-lock", "lock", "door_contact");
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        await _house.ReportAsync(opened);
        Assert.Equal(AlertKind.ForcedOpen, (await OnlyAlertAsync()).Kind);
        Assert.DoesNotContain(EntryKinds.OpenedByHand, await _house.KindsAsync());
    }

    [Theory]
    [InlineData("door_forced_open", AlertKind.ForcedOpen, "forced_open")]
    [InlineData("tamper", AlertKind.Tamper, "tamper")]
    public async Task Incident_ForcedOrTamperedInADelivery_TakesTheGrantBackAndSaysSo(string said, AlertKind kind, string reason)
    {
        var delivery = await _house.ReadyAsync();
        var answer = await _house.TypeAsync(await _house.CodeOfAsync(delivery));
        await _house.ReportAsync(answer.CommandId, "unlocked!", said);

        var alert = await OnlyAlertAsync();
        Assert.Equal((kind, delivery), (alert.Kind, alert.DeliveryId));
        Assert.Equal([AlertDeed.GrantRevoked], alert.Did);
        var after = await _house.House.FindAsync(delivery);
        Assert.Equal((DeliveryState.Incident, reason), (after.State, after.Reason));
        Assert.Equal("revoked", await _house.House.GrantStateAsync(delivery));
    }

    [Fact]
    public async Task ForcedOpen_ShutAgain_StaysUntilSomebodyHasTakenIt()
    {
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed, EventKinds.DoorForcedOpen);
        await _house.ReportAsync(EventKinds.DoorClosed, EventKinds.Locked);
        var alert = await OnlyAlertAsync();

        Assert.Equal(AccessOutcome.Done, await TakeAsync(alert));
        Assert.Empty(await _house.AlertsAsync());
    }

    [Fact]
    public async Task ForcedOpen_TakenWhileItStandsOpen_EndsWhenItIsSecured()
    {
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed, EventKinds.DoorForcedOpen);
        await TakeAsync(await OnlyAlertAsync());
        Assert.Equal(AlertState.Acknowledged, (await OnlyAlertAsync()).State);

        await _house.ReportAsync(EventKinds.DoorClosed, EventKinds.Locked);
        Assert.Empty(await _house.AlertsAsync());
    }

    [Fact]
    public async Task WrongCodeLimit_TakenAndAgain_IsANewAlert()
    {
        await _house.ReportAsync(EventKinds.WrongCodeLimit);
        var first = await OnlyAlertAsync();
        await TakeAsync(first);
        Assert.Empty(await _house.AlertsAsync());

        await _house.ReportAsync(EventKinds.WrongCodeLimit);
        Assert.NotEqual(first.Id, (await OnlyAlertAsync()).Id);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task LeftOpen_ByHand_IsWatchedOnlyWhereAnOwnerSwitchedThatOn(bool isOn)
    {
        await _house.BecomeAsync(AccessPointKind.Garage, "garage-opener", "door_drive", "close_warning");
        if (isOn)
            await _house.WatchHandOpeningsAsync();
        await _house.ReportAsync("door_opening/manual", "door_opened/manual");
        await _house.PassAsync(TimeSpan.FromMinutes(30), LockState.Unknown, DoorState.Open);

        Assert.Equal(isOn ? [AlertKind.LeftOpen] : [], (await _house.AlertsAsync()).Select(alert => alert.Kind));
        await _house.ReportAsync("door_closing/manual", "door_closed/manual");
        Assert.Empty(await _house.AlertsAsync());
    }

    [Fact]
    public async Task LeftOpen_ByHandShutInTime_IsNot()
    {
        await _house.WatchHandOpeningsAsync();
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed, "door_opened/key", "door_closed/manual");
        await _house.PassAsync(TimeSpan.FromMinutes(5), LockState.Locked, DoorState.Closed);
        Assert.Empty(await _house.AlertsAsync());
    }

    [Theory]
    [InlineData(15, 1)]
    [InlineData(16, 0)]
    public async Task LowBattery_ByHeartbeat_IsRaisedAtFifteenPercentAndEndsAtTwenty(int percent, int alerts)
    {
        await _house.BeatAsync(LockState.Unknown, DoorState.Unknown, batteryPercent: percent);
        Assert.Equal(alerts, (await _house.AlertsAsync()).Count);
        await _house.BeatAsync(LockState.Unknown, DoorState.Unknown, batteryPercent: 19);
        Assert.Equal(alerts, (await _house.AlertsAsync()).Count);
        await _house.BeatAsync(LockState.Unknown, DoorState.Unknown, batteryPercent: 20);
        Assert.Empty(await _house.AlertsAsync());
    }

    [Theory]
    [InlineData(121)]
    [InlineData(-121)]
    public async Task S20_ClockSkew_HeartbeatFarFromNow_IsRaisedAndEndsWhenItIsRight(int seconds)
    {
        await _house.BeatAsync(LockState.Unknown, DoorState.Unknown, at: _house.Now.AddSeconds(seconds));
        Assert.Equal(AlertKind.ClockSkew, (await OnlyAlertAsync()).Kind);
        await _house.BeatAsync(LockState.Unknown, DoorState.Unknown, at: _house.Now.AddSeconds(120));
        Assert.Empty(await _house.AlertsAsync());
    }

    [Fact]
    public async Task S20_ClockSkew_AnEventFarAhead_IsShownAtItsReceiptAndRaisesIt()
    {
        await _house.SendAsync(_house.Next(EventKinds.Locked, _house.Now.AddSeconds(121)));
        Assert.Equal(AlertKind.ClockSkew, (await OnlyAlertAsync()).Kind);
        var entry = Assert.Single(await _house.House.Reader.AfterAsync(-1, 100, AccessHouse.Stop), entry => entry.Kind == EventKinds.Locked);
        Assert.Equal((_house.Now, _house.Now.AddSeconds(121)), (entry.At, entry.ClaimedAt));
    }

    [Fact]
    public async Task S20_APositionWithAnOlderNumber_ChangesNothing()
    {
        await _house.ReadyAsync();
        var (older, newer) = (Fix(_house.Now, moving: false), Fix(_house.Now, moving: true));

        await _house.SendAsync(newer);
        await _house.SendAsync(older);

        Assert.True(await IsMovingAsync());
    }

    [Fact]
    public async Task S20_APositionByAClockThatWasSetBack_IsTheNewestAllTheSame()
    {
        await _house.ReadyAsync();
        await _house.SendAsync(Fix(_house.Now, moving: false));

        await _house.SendAsync(Fix(_house.Now.AddSeconds(-90), moving: true));

        Assert.True(await IsMovingAsync());
    }

    private Portal.Access.DeviceEvent Fix(DateTimeOffset at, bool moving) =>
        _house.Next(EventKinds.Position, at) with { Position = new GeoPosition(52.5, 13.4, 10, at), Moving = moving };

    private Task<bool> IsMovingAsync() =>
        _house.House.Database.ReadAsync(connection => connection.QuerySingle<bool>("SELECT moving FROM device_state"), AccessHouse.Stop);

    [Fact]
    public async Task S20_ClockSkew_AnEventWithinTwoMinutes_IsShownAtItsOwnTime()
    {
        await _house.SendAsync(_house.Next(EventKinds.Locked, _house.Now.AddSeconds(120)));
        var entry = Assert.Single(await _house.House.Reader.AfterAsync(-1, 100, AccessHouse.Stop), entry => entry.Kind == EventKinds.Locked);
        Assert.Equal((_house.Now.AddSeconds(120), null), (entry.At, entry.ClaimedAt));
    }

    [Fact]
    public async Task S19_ClockSkew_WhileOurOwnClockHasJumped_IsNobodys()
    {
        var right = _house.Now;
        _house.House.Time.SetUtcNow(right.AddHours(1));
        await _house.BeatAsync(LockState.Unknown, DoorState.Unknown, at: right);
        Assert.Empty(await _house.AlertsAsync());
    }

    [Fact]
    public async Task CarMoved_InsideAnApprovedWindow_IsRaisedAndEndsWhenItStandsInItsZone()
    {
        await SetZoneAsync();
        await _house.ReadyAsync();
        await _house.ReportPositionAsync(52.5, moving: true);
        Assert.Equal(AlertKind.CarMoved, (await OnlyAlertAsync()).Kind);
        await _house.ReportPositionAsync(52.6, moving: false);
        Assert.Equal(AlertKind.CarMoved, (await OnlyAlertAsync()).Kind);
        await _house.ReportPositionAsync(52.5, moving: false);
        Assert.Empty(await _house.AlertsAsync());
    }

    [Fact]
    public async Task CarMoved_BeforeTheWindow_IsTheOwnersOwnDrive_AndIsRaisedWhenItBegins()
    {
        await SetZoneAsync();
        await _house.House.ApprovedAsync();
        _house.House.Time.Advance(TimeSpan.FromMinutes(50));
        await _house.ReportPositionAsync(52.6, moving: false);
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        Assert.Empty(await _house.AlertsAsync());

        await _house.PassAsync(TimeSpan.FromMinutes(10), LockState.Locked, DoorState.Closed);
        Assert.Equal(AlertKind.CarMoved, (await OnlyAlertAsync()).Kind);
        await _house.PassAsync(TimeSpan.FromMinutes(60), LockState.Locked, DoorState.Closed);
        Assert.Empty(await _house.AlertsAsync());
    }

    [Fact]
    public async Task DeviceSilent_InAnApprovedWindow_IsRaisedAndEndsWhenItIsHeard()
    {
        await _house.ReadyAsync();
        _house.House.Time.Advance(TimeSpan.FromSeconds(36));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        var alert = await OnlyAlertAsync();
        Assert.Equal((AlertKind.DeviceSilent, false), (alert.Kind, alert.Urgent));
        await _house.BeatAsync(LockState.Locked, DoorState.Closed);
        Assert.Empty(await _house.AlertsAsync());
    }

    [Fact]
    public async Task DeviceSilent_BeforeAWindow_IsRaisedWhenItBeginsAndEndsWithIt()
    {
        await _house.House.ApprovedAsync();
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        _house.House.Time.Advance(TimeSpan.FromMinutes(59));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        Assert.Empty(await _house.AlertsAsync());

        _house.House.Time.Advance(TimeSpan.FromMinutes(1));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        Assert.Equal(AlertKind.DeviceSilent, (await OnlyAlertAsync()).Kind);

        _house.House.Time.Advance(TimeSpan.FromMinutes(60));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        Assert.Empty(await _house.AlertsAsync());
    }

    [Fact]
    public async Task DeviceSilent_ARestartInAWindow_IsRaisedIfTheDeviceStaysAway()
    {
        await _house.ReadyAsync();
        await _house.Freshness.ForgetAllAsync(AccessHouse.Stop);
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        Assert.Empty(await _house.AlertsAsync());

        _house.House.Time.Advance(TimeSpan.FromSeconds(35));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        Assert.Equal(AlertKind.DeviceSilent, (await OnlyAlertAsync()).Kind);
    }

    [Fact]
    public async Task Late_WhatHappenedOffline_SoundsNoAlarmAndIsToldOnceInADigest()
    {
        await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        var then = _house.Now.AddMinutes(1);
        string[] kinds = ["unlocked", "door_forced_open", "door_closed", "door_opened", "tamper", "tamper_cleared", "door_closed", "locked"];
        Portal.Access.DeviceEvent[] kept = [.. kinds.Select((kind, i) => _house.Next(kind, then.AddSeconds(i)))];
        _house.House.Time.Advance(TimeSpan.FromHours(1));
        await _house.SendAsync(kept[..5]);
        await _house.SendAsync(kept[5..]);
        Assert.Empty(await _house.AlertsAsync());
        Assert.DoesNotContain(EntryKinds.WhileOffline, await _house.KindsAsync());

        _house.House.Time.Advance(TimeSpan.FromSeconds(5));
        await _house.Timers.FireDueAsync(AccessHouse.Stop);
        await _house.Timers.FireDueAsync(AccessHouse.Stop);

        var digest = Assert.Single(
            await _house.House.Reader.AfterAsync(-1, 1000, AccessHouse.Stop), entry => entry.Kind == EntryKinds.WhileOffline);
        Assert.True(digest.Late);
        using var data = JsonDocument.Parse(digest.Data);
        int Of(string name) => data.RootElement.GetProperty(name).GetInt32();
        Assert.Equal((1, 1, 1, 0, 8), (Of("opened"), Of("forced"), Of("tampered"), Of("jammed"), Of("events")));
    }

    private async Task<AlertView> OnlyAlertAsync() => Assert.Single(await _house.AlertsAsync());

    private Task<AccessOutcome> TakeAsync(AlertView alert) => _house.Answers.AcknowledgeAsync(_house.House.Approver, alert.Id, AccessHouse.Stop);

    private Task SetZoneAsync() => _house.House.Database.WriteAsync(
        tx => tx.Connection.Execute("UPDATE access_point SET zone_latitude = 52.5, zone_longitude = 13.4, zone_metres = 300"), AccessHouse.Stop);
}
