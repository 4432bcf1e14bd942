using System.Collections.Concurrent;
using System.Text;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Notifications;
using Portal.Tests.Deliveries;
using DeviceEvent = Portal.Access.DeviceEvent;

namespace Portal.Tests.Access;

/// <summary>The car of <see cref="DeliveryHouse"/> with a key box on it, and the use cases of Access over the same real database.</summary>
internal sealed class AccessHouse : IDisposable
{
    private const string KeyOfTests = "0123456789abcdef0123456789abcdef";
    private long _seq;

    public AccessHouse()
    {
        var ledger = new LedgerWriter(new LedgerSignal());
        var alerts = new Alerts(ledger);
        DeviceAlerts = new DeviceAlerts(alerts, ledger);
        Openings = new Openings(alerts, new OfflineUses(alerts, ledger, House.Outcome), House.Outcome);
        var byHand = new HandOpenings(alerts, ledger);
        Clock = new TrustedClock(House.Time);
        ClockWatch = new ClockWatch(Clock, House.Database, ledger, House.Time, NullLogger<ClockWatch>.Instance);
        Reports = new DeviceReports(
            House.Database, ledger, Openings, new EventAlerts(alerts, byHand, House.Outcome), DeviceAlerts, Clock);
        Settings = new AccessPointSettings(House.Database, ledger, House.Time);
        Ready = new ReadinessAnswers(House.Database, ledger, House.Time);
        Commands = new OwnerCommands(House.Database, ledger, Link, Clock, NullLogger<OwnerCommands>.Instance);
        Answers = new AlertAnswers(House.Database, ledger, alerts, House.Time);
        var signal = new LedgerSignal();
        Relocks = new Relocks(
            new LedgerFeed(House.Database, House.Reader, signal, House.Time), ledger, Link, NullLogger<Relocks>.Instance);
        Secrets = new GrantSecrets(Encoding.ASCII.GetBytes(KeyOfTests));
        var decisions = new GrantDecisions(ledger, new AttemptScenes(House.Codes, Link), new Keypads(alerts, ledger), House.Outcome);
        Attempts = new GrantOpenings(House.Database, decisions, Link, Clock, NullLogger<GrantOpenings>.Instance);
        Releases = new DeviceReleases(House.Database, ledger, alerts, House.Outcome, House.Time);
        Pairings = new Pairings(House.Database, ledger, House.Sealed, House.Time);
        Removals = new AccessPointRemovals(House.Database, ledger, Releases, Pairings, new AccessPointEnd(House.Changes), House.Time);
        Results = new CommandResults(House.Database, ledger, House.Time);
        Trust = new DeviceTrust(House.Database, ledger, alerts, House.Time);
        Freshness = new Freshness(House.Database, ledger, DeviceAlerts, House.Time);
        ITimerHandler[] handlers =
        [
            new LeftOpenTimer(alerts), new NotRelockedTimer(alerts), new NeverOpenedTimer(Openings), new OpenTooLongTimer(House.Outcome),
            new SilentTooLongTimer(House.Outcome), new ContactLostTimer(DeviceAlerts), new GrantEndsTimer(House.Outcome, alerts),
            new WindowBeginsTimer(alerts, DeviceAlerts), new EscalationTimer(ledger), new CommandSilence(ledger), new ReadinessTimer(ledger, new NoticeReach()), byHand, new OfflineDigest(ledger),
            new CarPositions(), new DeliveryLapses(House.Changes), new WindowNearTimer(new OfflineLists(House.Database, ledger, House.Codes, Clock)),
        ];
        Timers = new TimerWatch(House.Database, Freshness, handlers, House.Time, NullLogger<TimerWatch>.Instance);
        AddDevice();
    }

    public DeliveryHouse House { get; } = new();

    public DeviceAlerts DeviceAlerts { get; }

    public Openings Openings { get; }

    public AlertAnswers Answers { get; }

    public OwnerCommands Commands { get; }

    public AccessPointSettings Settings { get; }

    public ReadinessAnswers Ready { get; }

    public Relocks Relocks { get; }

    public TrustedClock Clock { get; }

    public ClockWatch ClockWatch { get; }

    public DeviceReports Reports { get; }

    public GrantSecrets Secrets { get; }

    public GrantOpenings Attempts { get; }

    public Freshness Freshness { get; }

    public DeviceReleases Releases { get; }

    public Pairings Pairings { get; }

    public AccessPointRemovals Removals { get; }

    public DeviceTrust Trust { get; }

    public CommandResults Results { get; }

    public TimerWatch Timers { get; }

    /// <summary>Stands where the socket is: connected, and it notes what it is asked to send.</summary>
    public FakeLink Link { get; } = new();

    public DeviceId Device { get; } = PortalId.New<DeviceId>(Support.ManualTime.Start);

    public DateTimeOffset Now => House.Time.GetUtcNow();

    public static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>An approved delivery whose window is open, with the box heard: locked and closed.</summary>
    public async Task<DeliveryId> ReadyAsync()
    {
        var delivery = await House.ApprovedAsync();
        House.Time.Advance(TimeSpan.FromMinutes(70));
        await ReportAsync(EventKinds.Locked, EventKinds.DoorClosed);
        return delivery;
    }

    public async Task<string> CodeOfAsync(DeliveryId delivery) =>
        (await House.Database.ReadAsync(connection => House.Grants.Prove(connection, delivery), Stop))?.Code
        ?? throw new InvalidOperationException("No code.");

    public async Task<UnlockAnswer> TypeAsync(string code) => await Attempts.ByCodeAsync(Device, code, "attempt", Stop);

    /// <summary>Events one second apart, the last of them now; a kind with ! carries the command, one with /key its source.</summary>
    public Task ReportAsync(params IReadOnlyList<string> kinds) => ReportAsync(command: null, kinds);

    public Task ReportAsync(CommandId? command, params IReadOnlyList<string> kinds) =>
        SendAsync([.. kinds.Select((kind, i) => Next(kind, Now.AddSeconds(i + 1 - kinds.Count), command))]);

    public Task<ReportOutcome> SendAsync(params IReadOnlyList<DeviceEvent> events) => Reports.RecordAsync(Device, events, Stop);

    public DeviceEvent Next(string kind, DateTimeOffset at, CommandId? command = null) => SomeEvent.Of(++_seq, kind, at, command);

    public Task BeatAsync(LockState @lock, DoorState door, DateTimeOffset? at = null, int? batteryPercent = null) =>
        Reports.HeartbeatAsync(
            Device, new DeviceHeartbeat { At = at ?? Now, Lock = @lock, Door = door, BatteryPercent = batteryPercent }, Stop);

    public Task ReportPositionAsync(double lat, bool moving) =>
        SendAsync(Next(EventKinds.Position, Now) with { Position = new GeoPosition(lat, 13.4, 10, Now), Moving = moving });

    /// <summary>The owner's own unlock; the command that the device got.</summary>
    public async Task<CommandId> OwnerUnlocksAsync()
    {
        Assert.Equal(CommandOutcome.Asked, await Commands.UnlockAsync(House.Owner, isFresh: true, House.Car, Stop));
        return Link.Sent.Last().Id;
    }

    /// <summary>Another kind of opening with another device on it.</summary>
    public Task BecomeAsync(AccessPointKind kind, string profile, params IReadOnlyList<string> capabilities) => House.Database.WriteAsync(
        tx =>
        {
            tx.Connection.Execute(
                "UPDATE access_point SET kind = @kind, latitude = 52.5, longitude = 13.4 WHERE id = @Car", new { kind = Words.Of(kind), House.Car });
            tx.Connection.Execute(
                "UPDATE device SET profile = @profile, capabilities = @can WHERE id = @Device",
                new { profile, can = System.Text.Json.JsonSerializer.Serialize(capabilities), Device });
        },
        Stop);

    /// <summary>The owner wants to know when it stands open after an opening by hand too.</summary>
    public Task WatchHandOpeningsAsync() =>
        House.Database.WriteAsync(tx => tx.Connection.Execute("UPDATE access_point SET watches_hand_openings = 1"), Stop);

    /// <summary>Beats every 10 s for so long, as a device does that stands as it last said.</summary>
    public async Task PassAsync(TimeSpan time, LockState @lock, DoorState door)
    {
        for (var end = Now + time; Now < end;)
        {
            House.Time.Advance(end - Now < TimeSpan.FromSeconds(10) ? end - Now : TimeSpan.FromSeconds(10));
            await BeatAsync(@lock, door);
            await Timers.FireDueAsync(Stop);
        }
    }

    public async Task<AccessPointState> StateAsync()
    {
        var row = await House.Database.ReadAsync(connection => AccessPointStore.Find(connection, House.Owner, House.Car), Stop);
        return row?.ToState(Now) ?? throw new InvalidOperationException("No car.");
    }

    public Task<IReadOnlyList<AlertView>> AlertsAsync() =>
        House.Database.ReadAsync(connection => AlertStore.List(connection, House.Owner), Stop);

    public async Task<IReadOnlyList<string>> KindsAsync() =>
        (await House.Reader.AfterAsync(-1, 1000, Stop)).Select(entry => entry.Kind).ToList();

    public Task<long> CountAsync(string table) =>
        House.Database.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT count(*) FROM " + table), Stop);

    /// <summary>Every value of every table as text.</summary>
    public Task<string> EverythingStoredAsync() => House.Database.ReadAsync(
        connection =>
        {
            var text = new StringBuilder();
            foreach (var table in connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table'").AsList())
            {
                foreach (IDictionary<string, object?> row in connection.Query("SELECT * FROM " + table))
                    text.AppendJoin('|', row.Values.Select(value => value is byte[] bytes ? Encoding.Latin1.GetString(bytes) : value)).AppendLine();
            }

            return text.ToString();
        },
        Stop);

    public void Dispose()
    {
        ClockWatch.Dispose();
        Timers.Dispose();
        House.Dispose();
    }

    private void AddDevice() =>
        House.Database.WriteAsync(
            tx =>
            {
                tx.Connection.Execute(
                    """
                    INSERT INTO device (id, access_point_id, state, profile, model, serial, firmware, capabilities, heartbeat_seconds,
                                        key_x, key_y, key_thumbprint, check_number, claimed_at, paired_at, paired_by)
                    VALUES (@Device, @Car, 'active', 'key-box', 'Box', 'S1', '1.0', '["lock","door_contact","keypad"]', 15,
                            'x', 'y', 'thumb', '123456', @Now, @Now, @Owner)
                    """,
                    new { Device, House.Car, Now, House.Owner });
                DeviceStore.Begin(tx, Device, heartbeatSeconds: 15);
            },
            Stop).GetAwaiter().GetResult();

    internal sealed class FakeLink : IDeviceLink
    {
        public ConcurrentQueue<DeviceCommand> Sent { get; } = new();

        public bool Reaches { get; set; } = true;

        public bool IsConnected(DeviceId device) => Reaches;

        public Task<bool> SendAsync(DeviceId device, DeviceCommand command, CancellationToken cancellationToken)
        {
            if (Reaches)
                Sent.Enqueue(command);
            return Task.FromResult(Reaches);
        }
    }
}
