using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;
using DeviceEvent = Portal.Access.DeviceEvent;

namespace Portal.Tests.Access;

/// <summary>An opening that goes on while its device gets a new key, and numbers that a device gives up.</summary>
public sealed class NewKeyTests : IDisposable
{
    private static readonly PublicKeyJwk Key = new() { Kty = "EC", Crv = "P-256", X = "new-x", Y = "new-y" };
    private readonly AccessHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task S04_OpeningAcrossTwoKeys_IsJudgedInTheOrderOfBoth()
    {
        await _house.ReadyAsync();
        var command = await _house.OwnerUnlocksAsync();
        await _house.ReportAsync(command, "unlocked!", "door_opened");
        await RotateAsync(lastSeq: 4);

        await _house.SendAsync(InNewEpoch(1, EventKinds.DoorClosed), InNewEpoch(2, EventKinds.Locked));

        Assert.Equal(1, await _house.CountAsync("opening WHERE state = 'secured'"));
        Assert.Equal((LockState.Locked, DoorState.Closed), ((await _house.StateAsync()).Lock, (await _house.StateAsync()).Door));
    }

    [Fact]
    public async Task S04_WhatIsMissingOfTheOldEpoch_HoldsTheOpeningUntilItComes()
    {
        await _house.ReadyAsync();
        var command = await _house.OwnerUnlocksAsync();
        var unlocked = _house.Next("unlocked!", _house.Now, command);
        var opened = _house.Next("door_opened", _house.Now);
        await _house.SendAsync(unlocked);
        await RotateAsync(lastSeq: opened.Seq);

        await _house.SendAsync(InNewEpoch(1, EventKinds.DoorClosed), InNewEpoch(2, EventKinds.Locked));
        Assert.Equal(1, await _house.CountAsync("opening WHERE state = 'unlocked'"));

        await _house.SendAsync(opened);
        Assert.Equal(1, await _house.CountAsync("opening WHERE state = 'secured'"));
    }

    [Fact]
    public async Task ANumberThatTheDeviceGaveUp_IsNoGapAnyMore()
    {
        await _house.ReadyAsync();
        _ = _house.Next(EventKinds.Press, _house.Now);
        var dropped = _house.Next(EventKinds.EventDropped, _house.Now);
        await _house.SendAsync(dropped with { Dropped = dropped.Seq - 1 });

        Assert.Equal(0, await MissingAsync());

        // What comes from now on came in its turn: alarms sound as ever.
        await _house.ReportAsync(EventKinds.Tamper);
        Assert.Equal(AlertKind.Tamper, Assert.Single(await _house.AlertsAsync()).Kind);
    }

    [Fact]
    public async Task S21_ANumberThatTheDeviceGaveUp_SentAfterAll_ShutsItOut()
    {
        await _house.ReadyAsync();
        var given = _house.Next(EventKinds.Press, _house.Now);
        var dropped = _house.Next(EventKinds.EventDropped, _house.Now);
        await _house.SendAsync(dropped with { Dropped = given.Seq });

        Assert.NotNull((await _house.SendAsync(given)).Conflict);
    }

    private Task RotateAsync(long lastSeq) =>
        _house.House.Database.WriteAsync(tx => FormerEpochs.Begin(tx, _house.Device, Key, lastSeq, _house.Now), AccessHouse.Stop);

    private DeviceEvent InNewEpoch(long seq, string kind) => SomeEvent.Of(seq, kind, _house.Now) with { Epoch = 2 };

    private async Task<long> MissingAsync() => (await _house.House.Database.ReadAsync(
        connection => DeviceHealthStore.List(connection, _house.House.Owner, _house.House.Car), AccessHouse.Stop)).Single().MissingEvents;
}
