using Dapper;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Tests.Deliveries;

namespace Portal.Tests.Access;

/// <summary>A day in the life of a household: whatever people do with their own doors, nobody is alarmed but about what should be.</summary>
public sealed class DayInTheLifeTests : IDisposable
{
    private readonly AccessHouse _house = new();
    private readonly List<Opening> _openings = [];

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task ADay_DoorsOpenedByHandCarUsedGardeningAndTwoDeliveries_AlarmsOnceForTheDoorThatWasLeftOpen()
    {
        var car = new Opening(_house, _house.Device, LockState.Locked);
        var door = await AddAsync(AccessPointKind.Door, DeviceProfile.SmartLock, "DOR-7Q4F-9KX2", LockState.Locked);
        var garage = await AddAsync(AccessPointKind.Garage, DeviceProfile.GarageOpener, "GAR-7Q4F-9KX2", LockState.Unknown);
        _openings.AddRange([car, door, garage]);
        foreach (var opening in _openings)
            await opening.StandAsync();

        var parcel = await ApprovedAsync("TRK-7Q4F-9KX2", SomeDelivery.Window(2, 3));
        var flowers = await ApprovedAsync("DOR-7Q4F-9KX2", SomeDelivery.Window(5, 6));

        await ComeAndGoAsync(door, times: 20);
        await UseCarAsync(car);
        await PassAsync(SomeDelivery.Window(2, 3).Start - _house.Now);
        Assert.Empty(await AlarmsAsync());
        await DeliverAsync(car, parcel, TimeSpan.FromSeconds(40));

        await garage.SayAsync("door_opening/manual", "door_opened/manual");
        await PassAsync(TimeSpan.FromHours(2));
        await garage.SayAsync("door_closing/manual", "door_closed/manual");
        Assert.InRange(_house.Now, SomeDelivery.Window(2, 3).End, SomeDelivery.Window(5, 6).Start);
        await PassAsync(SomeDelivery.Window(5, 6).Start - _house.Now);
        Assert.Empty(await AlarmsAsync());

        await DeliverAsync(door, flowers, TimeSpan.FromMinutes(3));
        await ComeAndGoAsync(door, times: 20);
        await PassAsync(TimeSpan.FromHours(6));

        Assert.Equal([AlertKind.LeftOpen], await AlarmsAsync());
        Assert.Empty(await _house.AlertsAsync());
        // Forty times the front door, once the trunk, once the garage.
        Assert.Equal(42, (await _house.KindsAsync()).Count(kind => kind == EntryKinds.OpenedByHand));
        foreach (var delivery in new[] { parcel, flowers })
            Assert.Equal(DeliveryState.Completed, (await _house.House.FindAsync(delivery)).State);
    }

    private async Task ComeAndGoAsync(Opening door, int times)
    {
        for (var i = 0; i < times; i++)
        {
            await door.SayAsync("unlocked/key", "door_opened/manual");
            await PassAsync(TimeSpan.FromSeconds(20));
            await door.SayAsync("door_closed/manual", "locked/auto");
            await PassAsync(TimeSpan.FromMinutes(3));
        }
    }

    /// <summary>The trunk is opened by the car's own key, the box on the frame stays locked; then it is driven and parked.</summary>
    private async Task UseCarAsync(Opening car)
    {
        await car.SayAsync("door_opened/key");
        await PassAsync(TimeSpan.FromMinutes(3));
        await car.SayAsync("door_closed/manual");
        await car.IsAtAsync(52.6, moving: true);
        await PassAsync(TimeSpan.FromMinutes(10));
        await car.IsAtAsync(52.5, moving: false);
    }

    private async Task DeliverAsync(Opening opening, DeliveryId delivery, TimeSpan open)
    {
        var answer = await _house.Attempts.ByCodeAsync(opening.Device, await _house.CodeOfAsync(delivery), "attempt", AccessHouse.Stop);
        Assert.Null(answer.Decision.Reason);
        await opening.SayAsync(answer.CommandId, "unlocked!", "door_opened");
        await PassAsync(open);
        await opening.SayAsync("door_closed", "locked/auto");
    }

    /// <summary>Time goes by: every device beats as often as it has to, and what is due fires.</summary>
    private async Task PassAsync(TimeSpan time)
    {
        for (var end = _house.Now + time; _house.Now < end;)
        {
            var step = _openings.Min(opening => opening.NextBeat);
            _house.House.Time.Advance(end - _house.Now < step ? end - _house.Now : step);
            foreach (var opening in _openings)
                await opening.BeatAsync();
            await _house.Timers.FireDueAsync(AccessHouse.Stop);
        }
    }

    private async Task<DeliveryId> ApprovedAsync(string handle, DeliveryWindow window)
    {
        var house = _house.House;
        var request = DeliveryHouse.NewRequest(window) with { Handle = handle };
        var id = (await house.Database.WriteAsync(tx => house.Requests.Request(tx, house.Carrier, request, _house.Now), AccessHouse.Stop))?.Id;
        Assert.NotNull(id);
        Assert.Equal(DeliveryOutcome.Done, await house.Answers.ApproveAsync(house.Owner, id.Value, window, AccessHouse.Stop));
        return id.Value;
    }

    private async Task<IReadOnlyList<AlertKind>> AlarmsAsync() => await _house.House.Database.ReadAsync(
        connection => connection.Query<string>("SELECT kind FROM alert ORDER BY opened_at").Select(Words.Parse<AlertKind>).ToList(),
        AccessHouse.Stop);

    private async Task<Opening> AddAsync(AccessPointKind kind, DeviceProfile profile, string handle, LockState @lock)
    {
        var house = _house.House;
        var (point, device, now) = (PortalId.New<AccessPointId>(_house.Now), PortalId.New<DeviceId>(_house.Now), _house.Now);
        await house.Database.WriteAsync(
            tx =>
            {
                tx.Connection.Execute(
                    """
                    INSERT INTO access_point (id, household_id, kind, name, time_zone, handle, instructions, latitude, longitude, reach_metres,
                                              created_at)
                    VALUES (@point, @Household, @kind, @handle, 'Europe/Berlin', @handle, '', 52.5, 13.4, 200, @now)
                    """,
                    new { point, house.Household, kind = Words.Of(kind), handle, now });
                tx.Connection.Execute(
                    """
                    INSERT INTO device (id, access_point_id, state, profile, model, serial, firmware, capabilities, heartbeat_seconds,
                                        key_x, key_y, key_thumbprint, check_number, claimed_at, paired_at, paired_by)
                    VALUES (@device, @point, 'active', @Name, 'Model', @handle, '1.0', @can, 300, 'x', 'y', @handle, '123456', @now, @now, @Owner)
                    """,
                    new { device, point, profile.Name, handle, can = System.Text.Json.JsonSerializer.Serialize(profile.UsualCapabilities), now, house.Owner });
                DeviceStore.Begin(tx, device, heartbeatSeconds: 300);
            },
            AccessHouse.Stop);
        return new Opening(_house, device, @lock);
    }

    /// <summary>One opening with its device, which says what happens to it and beats in between.</summary>
    private sealed class Opening(AccessHouse house, DeviceId device, LockState @lock)
    {
        /// <summary>Less often than a device that stands open does, and still in time to be believed.</summary>
        private static readonly TimeSpan WhileOpen = TimeSpan.FromSeconds(12);
        private long _seq;
        private LockState _lock = @lock;
        private DoorState _door = DoorState.Closed;
        private TimeSpan _interval = WhileOpen;

        public DeviceId Device => device;

        public TimeSpan NextBeat => _lock == LockState.Unlocked || _door != DoorState.Closed ? WhileOpen : _interval;

        /// <summary>Its first words after pairing.</summary>
        public Task StandAsync() => _lock == LockState.Locked ? SayAsync("locked", "door_closed") : SayAsync("door_closed");

        public Task SayAsync(params IReadOnlyList<string> kinds) => SayAsync(command: null, kinds);

        public async Task SayAsync(CommandId? command, params IReadOnlyList<string> kinds)
        {
            var events = kinds.Select(kind => SomeEvent.Of(++_seq, kind, house.Now, command)).ToList();
            _lock = events.Select(said => FactKinds.LockOf(said.Kind)).LastOrDefault(fact => fact is not null) ?? _lock;
            _door = events.Select(said => FactKinds.DoorOf(said.Kind)).LastOrDefault(fact => fact is not null) ?? _door;
            await house.Reports.RecordAsync(device, events, AccessHouse.Stop);
            await BeatAsync();
        }

        public Task IsAtAsync(double lat, bool moving) => house.Reports.RecordAsync(
            device,
            [
                SomeEvent.Of(++_seq, EventKinds.Position, house.Now) with
                {
                    Position = new GeoPosition(lat, 13.4, 10, house.Now), Moving = moving,
                },
            ],
            AccessHouse.Stop);

        public async Task BeatAsync()
        {
            var beat = new DeviceHeartbeat { At = house.Now, Lock = _lock, Door = _door };
            _interval = TimeSpan.FromSeconds((await house.Reports.HeartbeatAsync(device, beat, AccessHouse.Stop)).IntervalSeconds);
        }
    }
}
