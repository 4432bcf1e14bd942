using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;

namespace Portal.Tests.Access;

/// <summary>What the portal tries by itself when an opening of ours is not secured: once, absolute, and never against something in the way.</summary>
public sealed class RelockTests : IDisposable
{
    private readonly AccessHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task S07_ClosedButNotLocked_IsAskedOnceToLock()
    {
        await LeaveUnlockedAsync();
        var alert = Assert.Single(await _house.AlertsAsync());
        Assert.Equal(AlertKind.NotRelocked, alert.Kind);

        await _house.Relocks.TryAsync(alert.Id, AccessHouse.Stop);
        await _house.Relocks.TryAsync(alert.Id, AccessHouse.Stop);

        Assert.Equal(CommandNames.Lock, Assert.Single(Asked()));
        Assert.Equal([AlertDeed.Held, AlertDeed.LockAsked], Assert.Single(await _house.AlertsAsync()).Did);
        Assert.Single(await _house.KindsAsync(), EntryKinds.LockAsked);
    }

    [Fact]
    public async Task ClosedButNotLocked_OwnerWantsOnlyToBeTold_AsksNothing()
    {
        var change = new RelockChange(120, WatchesHandOpenings: false, 60, Relocks: false);
        await _house.Settings.ChangeAsync(_house.House.Owner, isFresh: false, _house.House.Car, change, AccessHouse.Stop);
        await LeaveUnlockedAsync();

        await TryAllAsync();

        Assert.Empty(Asked());
    }

    [Fact]
    public async Task ClosedButNotLocked_LockedThen_Ends()
    {
        await LeaveUnlockedAsync();
        await _house.ReportAsync("locked/remote");
        Assert.Empty(await _house.AlertsAsync());
    }

    [Fact]
    public async Task ClosedButNotLocked_DeviceNotConnected_SaysThatItWasNotReached()
    {
        await LeaveUnlockedAsync();
        _house.Link.Reaches = false;
        await _house.Relocks.TryAsync(Assert.Single(await _house.AlertsAsync()).Id, AccessHouse.Stop);
        Assert.Equal([AlertDeed.Held, AlertDeed.LockAsked, AlertDeed.NotReached], Assert.Single(await _house.AlertsAsync()).Did);
    }

    [Fact]
    public async Task LeftOpen_ATrunk_IsNotAskedToLockWhatStandsOpen()
    {
        var command = await UnlockAsync();
        await _house.ReportAsync(command, "unlocked!", EventKinds.DoorOpened);
        await StandAsync(TimeSpan.FromMinutes(2), LockState.Unlocked, DoorState.Open);
        await TryAllAsync();
        Assert.Empty(Asked());
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(false, false, false)]
    [InlineData(true, true, false)]
    public async Task S08_LeftOpen_AGarage_IsAskedToCloseOnlyIfItWarnsAndNothingWasInTheWay(bool warns, bool wasObstructed, bool isAsked)
    {
        await _house.BecomeAsync(
            AccessPointKind.Garage, "garage-opener", warns ? [Capabilities.DoorDrive, Capabilities.CloseWarning] : [Capabilities.DoorDrive]);
        await _house.ReportAsync(EventKinds.DoorClosed);
        var command = await UnlockAsync();
        await _house.ReportAsync(command, "door_opening!", EventKinds.DoorOpened);
        if (wasObstructed)
            await _house.ReportAsync(EventKinds.DoorClosing, EventKinds.DoorObstructed, EventKinds.DoorOpening, EventKinds.DoorOpened);
        await StandAsync(TimeSpan.FromMinutes(2), LockState.Unknown, DoorState.Open);
        await TryAllAsync();
        Assert.Equal(isAsked ? [CommandNames.Close] : [], Asked());
    }

    [Fact]
    public async Task LeftOpen_AGarageOpenedByHand_IsNeverClosedByItself()
    {
        await _house.BecomeAsync(AccessPointKind.Garage, "garage-opener", Capabilities.DoorDrive, Capabilities.CloseWarning);
        await _house.WatchHandOpeningsAsync();
        await _house.ReportAsync("door_opening/manual", "door_opened/manual");
        await StandAsync(TimeSpan.FromMinutes(2), LockState.Unknown, DoorState.Open);
        Assert.Equal(AlertKind.LeftOpen, Assert.Single(await _house.AlertsAsync()).Kind);
        await TryAllAsync();
        Assert.Empty(Asked());
    }

    private async Task<CommandId> UnlockAsync()
    {
        if ((await _house.StateAsync()).Door == DoorState.Unknown)
            await _house.ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        var command = await _house.OwnerUnlocksAsync();
        _house.Link.Sent.Clear();
        return command;
    }

    private async Task LeaveUnlockedAsync()
    {
        var command = await UnlockAsync();
        await _house.ReportAsync(command, "unlocked!", EventKinds.DoorOpened, EventKinds.DoorClosed);
        await StandAsync(TimeSpan.FromMinutes(1), LockState.Unlocked, DoorState.Closed);
    }

    private Task StandAsync(TimeSpan time, LockState @lock, DoorState door) => _house.PassAsync(time, @lock, door);

    private async Task TryAllAsync()
    {
        foreach (var alert in await _house.AlertsAsync())
            await _house.Relocks.TryAsync(alert.Id, AccessHouse.Stop);
    }

    private string[] Asked() => [.. _house.Link.Sent.Select(command => command.Name)];
}
