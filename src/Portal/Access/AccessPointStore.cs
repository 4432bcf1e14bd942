using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about access points, as their members reach them (S28).</summary>
internal static class AccessPointStore
{
    /// <summary>Holds for a row of <c>access_point</c> that its owner has not removed (docs/decisions/0043).</summary>
    public const string Stands = "access_point.removed_at IS NULL";

    // Each search of a place's devices also says that they are not released: only then is the index device_access_point used, which leaves
    // those out. Without it every look of one owner reads the devices of all.
    private static readonly string Select =
        $"""
        SELECT access_point.id, access_point.household_id, access_point.kind, access_point.name, access_point.time_zone, access_point.handle,
               access_point.instructions, access_point.car_make, access_point.car_model, access_point.car_colour, access_point.car_plate,
               access_point.left_open_seconds, access_point.paused_at, pauser.name AS paused_by, member.role,
               household_pause.paused_at AS all_paused_at, all_pauser.name AS all_paused_by,
               device.id AS device_id, device.profile, device.model, device.serial, device.firmware, device.capabilities, device.paired_at,
               device.cloud, state.away, state.away_since, state.calls_left, state.ready_until,
               state.lock, state.lock_until, state.lock_contradicted, state.door, state.door_until, state.door_contradicted,
               state.tampered, state.interval_seconds, state.last_heard_at, state.since, state.battery_percent, state.position,
               {DeviceHealthStore.MissingEvents} AS missing_events,
               EXISTS (SELECT 1 FROM device shut
                       WHERE shut.access_point_id = access_point.id AND shut.state = 'quarantined' AND shut.state <> 'released')
                   AS has_shut_out_device,
               {PairingStore.Waits} AS pairing_waits,
               opening.id AS opening_id, opening.granted_at, opening.unlocked_at, opening.opened_at, opening.closed_at, opening.late,
               access_grant.delivery_id, timer.due_at AS left_open_at
        FROM access_point
        {Membership.Of("access_point")}
        LEFT JOIN account pauser ON pauser.id = access_point.paused_by
        LEFT JOIN household_pause ON household_pause.household_id = access_point.household_id
        LEFT JOIN account all_pauser ON all_pauser.id = household_pause.paused_by
        LEFT JOIN device ON device.access_point_id = access_point.id AND device.state = 'active' AND device.state <> 'released'
            AND EXISTS (SELECT 1 FROM json_each(device.capabilities) capability WHERE capability.value IN ('lock', 'door_drive'))
        LEFT JOIN device_state state ON state.device_id = device.id
        LEFT JOIN opening ON opening.device_id = device.id AND opening.state IN ('granted', 'unlocked', 'opened', 'closed')
        LEFT JOIN access_grant ON access_grant.id = opening.grant_id
        LEFT JOIN timer ON timer.kind = 'left_open' AND timer.subject = opening.id
        """;

    public static IReadOnlyList<AccessPointRow> List(DbConnection connection, AccountId? account) =>
        connection.Query<AccessPointRow>(Select + $" WHERE {Stands} ORDER BY access_point.name, access_point.id", new { account }).AsList();

    public static AccessPointRow? Find(DbConnection connection, AccountId? account, AccessPointId accessPoint) =>
        connection.QueryFirstOrDefault<AccessPointRow>(Select + $" WHERE access_point.id = @accessPoint AND {Stands}", new { account, accessPoint });

    /// <summary>The household and the role of a member at an access point; null for a stranger's.</summary>
    public static (HouseholdId Household, MemberRole Role)? FindRole(DbConnection connection, AccountId? account, AccessPointId accessPoint) =>
        connection.QuerySingleOrDefault<RoleRow>(
            $"""
            SELECT access_point.household_id, member.role FROM access_point {Membership.Of("access_point")}
            WHERE access_point.id = @accessPoint AND {Stands}
            """,
            new { account, accessPoint }) is { } row
            ? (row.HouseholdId, Words.Parse<MemberRole>(row.Role))
            : null;

    public static void Add(Transaction tx, NewAccessPoint point) =>
        tx.Connection.Execute(
            """
            INSERT INTO access_point (id, household_id, kind, name, time_zone, handle, instructions, latitude, longitude,
                                      car_make, car_model, car_colour, car_plate, zone_latitude, zone_longitude, zone_metres, reach_metres,
                                      created_at)
            VALUES (@Id, @Household, @kind, @Name, @TimeZone, @Handle, @Instructions, @Latitude, @Longitude,
                    @Make, @Model, @Colour, @Plate, @zoneLatitude, @zoneLongitude, @zoneMetres, @ReachMetres, @Now)
            """,
            new
            {
                point.Id,
                point.Household,
                kind = Words.Of(point.Kind),
                point.Name,
                point.TimeZone,
                point.Handle,
                point.Instructions,
                point.Latitude,
                point.Longitude,
                point.Car?.Make,
                point.Car?.Model,
                point.Car?.Colour,
                point.Car?.Plate,
                zoneLatitude = point.Zone?.Lat,
                zoneLongitude = point.Zone?.Lon,
                zoneMetres = (int?)point.Zone?.RadiusM,
                point.ReachMetres,
                point.Now,
            });

    /// <summary>True when this changed something.</summary>
    public static bool Pause(Transaction tx, AccessPointId accessPoint, AccountId by, DateTimeOffset now) =>
        tx.Connection.Execute(
            "UPDATE access_point SET paused_by = @by, paused_at = @now WHERE id = @accessPoint AND paused_at IS NULL",
            new { accessPoint, by, now }) == 1;

    public static bool LiftPause(Transaction tx, AccessPointId accessPoint) =>
        tx.Connection.Execute(
            "UPDATE access_point SET paused_by = NULL, paused_at = NULL WHERE id = @accessPoint AND paused_at IS NOT NULL",
            new { accessPoint }) == 1;

    public static bool PauseHousehold(Transaction tx, HouseholdId household, AccountId by, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO household_pause (household_id, paused_by, paused_at) VALUES (@household, @by, @now)
            ON CONFLICT (household_id) DO NOTHING
            """,
            new { household, by, now }) == 1;

    public static bool LiftHouseholdPause(Transaction tx, HouseholdId household) =>
        tx.Connection.Execute("DELETE FROM household_pause WHERE household_id = @household", new { household }) == 1;

    /// <summary>The pauses of the households of an account (S28).</summary>
    public static IReadOnlyDictionary<HouseholdId, PauseView> HouseholdPauses(DbConnection connection, AccountId? account) =>
        connection.Query<(HouseholdId Household, string By, DateTimeOffset At)>(
                $"""
                SELECT household_pause.household_id, account.name, household_pause.paused_at
                FROM household_pause {Membership.Of("household_pause")}
                JOIN account ON account.id = household_pause.paused_by
                """,
                new { account })
            .ToDictionary(row => row.Household, row => new PauseView(row.By, row.At));

    private sealed class RoleRow
    {
        public HouseholdId HouseholdId { get; init; }

        public string Role { get; init; } = "";
    }
}

/// <summary>An access point on its way into the database; its fields were checked.</summary>
internal sealed record NewAccessPoint
{
    public required AccessPointId Id { get; init; }

    public required HouseholdId Household { get; init; }

    public required AccessPointKind Kind { get; init; }

    public required string Name { get; init; }

    public required string TimeZone { get; init; }

    public required string Handle { get; init; }

    public required string Instructions { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public Car? Car { get; init; }

    public GeoZone? Zone { get; init; }

    public required int ReachMetres { get; init; }

    public required DateTimeOffset Now { get; init; }
}
