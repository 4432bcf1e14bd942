using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about devices, their live state and their events.</summary>
internal static class DeviceStore
{
    /// <summary>An active device; null for one that is not there, pending, quarantined or released.</summary>
    public static DeviceContext? Find(DbConnection connection, DeviceId device)
    {
        var row = connection.QuerySingleOrDefault<ContextRow>(
            """
            SELECT device.id, device.access_point_id, device.profile, device.heartbeat_seconds, device.epoch, device.cloud,
                   access_point.household_id, access_point.kind, access_point.left_open_seconds, access_point.not_relocked_seconds,
                   access_point.watches_hand_openings, access_point.keeps_position,
                   state.lock, state.lock_at, state.lock_epoch, state.lock_seq, state.lock_until, state.lock_contradicted,
                   state.door, state.door_at, state.door_epoch, state.door_seq, state.door_until, state.door_contradicted,
                   state.tampered, state.tamper_epoch, state.tamper_seq, state.interval_seconds, state.silent, state.highest_seq,
                   state.contiguous_seq, state.battery_percent, state.clock_suspect
            FROM device
            JOIN access_point ON access_point.id = device.access_point_id
            JOIN device_state state ON state.device_id = device.id
            WHERE device.id = @device AND device.state = 'active'
            """,
            new { device });
        return row?.ToContext(FindOpening(connection, device), row.Epoch > 1 ? FormerEpochs.List(connection, device) : []);
    }

    /// <summary>The device that opens an access point; null while none is paired.</summary>
    public static DeviceId? FindOpener(DbConnection connection, AccessPointId accessPoint) =>
        connection.QuerySingleOrDefault<DeviceId?>(
            """
            SELECT device.id FROM device, json_each(device.capabilities) capability
            WHERE device.access_point_id = @accessPoint AND device.state = 'active' AND device.state <> 'released'
              AND capability.value IN ('lock', 'door_drive')
            ORDER BY device.paired_at DESC LIMIT 1
            """,
            new { accessPoint });

    /// <summary>The first row of state, when an owner has confirmed the pairing: everything unknown.</summary>
    public static void Begin(Transaction tx, DeviceId device, int heartbeatSeconds) =>
        tx.Connection.Execute(
            "INSERT INTO device_state (device_id, interval_seconds) VALUES (@device, @heartbeatSeconds)", new { device, heartbeatSeconds });

    public static void Save(Transaction tx, DeviceContext device) =>
        tx.Prepared(
            """
            UPDATE device_state SET
                lock = @1, lock_at = @2, lock_epoch = @3, lock_seq = @4, lock_until = @5, lock_contradicted = @6,
                door = @7, door_at = @8, door_epoch = @9, door_seq = @10, door_until = @11, door_contradicted = @12,
                tampered = @13, believed_until = @14, interval_seconds = @15, silent = @16, highest_seq = @17, contiguous_seq = @18,
                tamper_epoch = @19, tamper_seq = @20, clock_suspect = @21
            WHERE device_id = @0
            """,
            device.Device.Value,
            Words.Of(device.Facts.Lock),
            device.Facts.LockAt?.ToUnixTimeMilliseconds(),
            device.Facts.LockNumber.Epoch,
            device.Facts.LockNumber.Seq,
            device.Facts.LockUntil?.ToUnixTimeMilliseconds(),
            device.Facts.LockContradicted,
            Words.Of(device.Facts.Door),
            device.Facts.DoorAt?.ToUnixTimeMilliseconds(),
            device.Facts.DoorNumber.Epoch,
            device.Facts.DoorNumber.Seq,
            device.Facts.DoorUntil?.ToUnixTimeMilliseconds(),
            device.Facts.DoorContradicted,
            device.Facts.Tampered,
            (device.Facts.BelievedUntil ?? (device.Silent ? null : device.Facts.HeardUntil))?.ToUnixTimeMilliseconds(),
            device.Facts.IntervalSeconds,
            device.Silent,
            device.HighestSeq,
            device.ContiguousSeq,
            device.Facts.TamperNumber.Epoch,
            device.Facts.TamperNumber.Seq,
            device.ClockSuspect).ExecuteNonQuery();

    /// <summary>The device was heard now; the state has been so since then, where it changed.</summary>
    public static void Heard(Transaction tx, DeviceId device, DateTimeOffset now, int? batteryPercent, TimeSpan? clockAhead = null) =>
        tx.Prepared(
            """
            UPDATE device_state SET last_heard_at = @1, battery_percent = coalesce(@2, battery_percent),
                                    clock_ahead_ms = coalesce(@3, clock_ahead_ms)
            WHERE device_id = @0
            """,
            device.Value,
            now.ToUnixTimeMilliseconds(),
            batteryPercent,
            (long?)clockAhead?.TotalMilliseconds).ExecuteNonQuery();

    /// <summary>What the device said last is believed until then, and no longer.</summary>
    public static void BelieveUntil(Transaction tx, DeviceId device, DateTimeOffset until) =>
        tx.Connection.Execute(
            """
            UPDATE device_state SET lock_until = min(lock_until, @until), door_until = min(door_until, @until),
                                    believed_until = min(believed_until, @until)
            WHERE device_id = @device
            """,
            new { device, until });

    /// <summary>What is claimed has changed with the entry at <paramref name="position"/>.</summary>
    public static void Changed(Transaction tx, DeviceId device, DateTimeOffset since, long position) =>
        tx.Prepared(
            "UPDATE device_state SET since = @1, position = @2 WHERE device_id = @0",
            device.Value,
            since.ToUnixTimeMilliseconds(),
            position).ExecuteNonQuery();

    /// <summary>Whether a window is open or begins within 15 min: the device then beats every 15 s.</summary>
    public static bool IsWindowNear(DbConnection connection, AccessPointId accessPoint, DateTimeOffset now) =>
        HasWindow(connection, accessPoint, now, TimeSpan.FromMinutes(15));

    /// <summary>Whether a window is open now.</summary>
    public static bool IsWindowOpen(DbConnection connection, AccessPointId accessPoint, DateTimeOffset now) =>
        HasWindow(connection, accessPoint, now, TimeSpan.Zero);

    /// <summary>Whether a window is open or begins within so long.</summary>
    public static bool HasWindow(DbConnection connection, AccessPointId accessPoint, DateTimeOffset now, TimeSpan ahead) =>
        connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM access_grant
                           WHERE access_point_id = @accessPoint AND state IN ('ready', 'in_use')
                             AND not_before <= @soon AND @now < not_after)
            """,
            new { accessPoint, soon = now + ahead, now });

    /// <summary>The opening of ours in progress; null when there is none.</summary>
    public static Opening? FindOpening(DbConnection connection, DeviceId device) =>
        connection.QuerySingleOrDefault<OpeningRow>(
            """
            SELECT opening.id, opening.grant_id, access_grant.delivery_id, opening.granted_at, opening.after_epoch, opening.after_seq,
                   opening.offline_epoch, opening.offline_seq,
                   opening.unlocked_at, opening.opened_at, opening.closed_at
            FROM opening LEFT JOIN access_grant ON access_grant.id = opening.grant_id
            WHERE opening.device_id = @device AND opening.state IN ('granted', 'unlocked', 'opened', 'closed')
            """,
            new { device })?.ToOpening();

    private sealed class OpeningRow
    {
        public OpeningId Id { get; init; }

        public GrantId? GrantId { get; init; }

        public DeliveryId? DeliveryId { get; init; }

        public DateTimeOffset GrantedAt { get; init; }

        public int AfterEpoch { get; init; }

        public long AfterSeq { get; init; }

        public int? OfflineEpoch { get; init; }

        public long? OfflineSeq { get; init; }

        public DateTimeOffset? UnlockedAt { get; init; }

        public DateTimeOffset? OpenedAt { get; init; }

        public DateTimeOffset? ClosedAt { get; init; }

        public Opening ToOpening() => new()
        {
            Id = Id,
            Grant = GrantId,
            Delivery = DeliveryId,
            GrantedAt = GrantedAt,
            After = new EventNumber(AfterEpoch, AfterSeq),
            Offline = this is { OfflineEpoch: { } epoch, OfflineSeq: { } seq } ? new EventNumber(epoch, seq) : null,
            UnlockedAt = UnlockedAt,
            OpenedAt = OpenedAt,
            ClosedAt = ClosedAt,
        };
    }

    private sealed class ContextRow
    {
        public DeviceId Id { get; init; }

        public AccessPointId AccessPointId { get; init; }

        public HouseholdId HouseholdId { get; init; }

        public string Kind { get; init; } = "";

        public string Profile { get; init; } = "";

        public int HeartbeatSeconds { get; init; }

        public string? Cloud { get; init; }

        public int Epoch { get; init; }

        public int LeftOpenSeconds { get; init; }

        public int NotRelockedSeconds { get; init; }

        public string Lock { get; init; } = "";

        public DateTimeOffset? LockAt { get; init; }

        public int LockEpoch { get; init; }

        public long LockSeq { get; init; }

        public DateTimeOffset? LockUntil { get; init; }

        public bool LockContradicted { get; init; }

        public string Door { get; init; } = "";

        public DateTimeOffset? DoorAt { get; init; }

        public int DoorEpoch { get; init; }

        public long DoorSeq { get; init; }

        public DateTimeOffset? DoorUntil { get; init; }

        public bool DoorContradicted { get; init; }

        public bool Tampered { get; init; }

        public int TamperEpoch { get; init; }

        public long TamperSeq { get; init; }

        public bool WatchesHandOpenings { get; init; }

        public bool KeepsPosition { get; init; }

        public int? BatteryPercent { get; init; }

        public bool ClockSuspect { get; init; }

        public int IntervalSeconds { get; init; }

        public bool Silent { get; init; }

        public long HighestSeq { get; init; }

        public long ContiguousSeq { get; init; }

        public DeviceContext ToContext(Opening? opening, IReadOnlyList<EpochReach> former) => new()
        {
            Device = Id,
            AccessPoint = AccessPointId,
            Household = HouseholdId,
            Kind = Words.Parse<AccessPointKind>(Kind),
            Profile = Profile,
            AskedHeartbeatSeconds = HeartbeatSeconds,
            Cloud = Cloud,
            LeftOpenAfter = TimeSpan.FromSeconds(LeftOpenSeconds),
            NotRelockedAfter = TimeSpan.FromSeconds(NotRelockedSeconds),
            WatchesHandOpenings = WatchesHandOpenings,
            KeepsPosition = KeepsPosition,
            BatteryPercent = BatteryPercent,
            ClockSuspect = ClockSuspect,
            Facts = new DeviceFacts
            {
                Lock = Words.Parse<LockState>(Lock),
                LockAt = LockAt,
                LockNumber = new EventNumber(LockEpoch, LockSeq),
                LockUntil = LockUntil,
                LockContradicted = LockContradicted,
                Door = Words.Parse<DoorState>(Door),
                DoorAt = DoorAt,
                DoorNumber = new EventNumber(DoorEpoch, DoorSeq),
                DoorUntil = DoorUntil,
                DoorContradicted = DoorContradicted,
                Tampered = Tampered,
                TamperNumber = new EventNumber(TamperEpoch, TamperSeq),
                IntervalSeconds = IntervalSeconds,
                IsPolled = Cloud is not null,
                IsInOpening = opening is not null,
            },
            Silent = Silent,
            HighestSeq = HighestSeq,
            ContiguousSeq = ContiguousSeq,
            Epoch = Epoch,
            Former = former,
            Opening = opening,
        };
    }
}
