using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Access;

/// <summary>A grant with its access point, as an attempt to open finds it.</summary>
internal sealed class GrantRow
{
    public GrantId Id { get; init; }

    public AccessPointId AccessPointId { get; init; }

    public HouseholdId HouseholdId { get; init; }

    public DeliveryId DeliveryId { get; init; }

    public CarrierId? CarrierId { get; init; }

    public DriverId? DriverId { get; init; }

    public DateTimeOffset NotBefore { get; init; }

    public DateTimeOffset NotAfter { get; init; }

    public string State { get; init; } = "";

    /// <summary>Of the driver link.</summary>
    public int Generation { get; init; }

    /// <summary>Wrong codes typed inside its window.</summary>
    public int Misses { get; init; }

    public bool PlaceWaived { get; init; }

    public string? WayIn { get; init; }

    public OpeningId? OpeningId { get; init; }

    /// <inheritdoc cref="GrantFacts.GrantedAt"/>
    public DateTimeOffset? GrantedAt { get; init; }

    /// <summary>Of the PIN that is its code, and the secret of the device that judges it; null: the code is the ordinary one.</summary>
    public int? PinCounter { get; init; }

    public byte[]? SealedPinSecret { get; init; }

    /// <summary>Of the code: every tenth miss makes it anew, and leaves the link alone (S11).</summary>
    public int CodeGeneration => CodeGenerationOf(Generation, Misses);

    public static int CodeGenerationOf(int generation, int misses) => generation + (misses / KeypadTries.CodeChange);

    public GrantFacts ToFacts() => new()
    {
        State = Words.Parse<GrantState>(State),
        NotBefore = NotBefore,
        NotAfter = NotAfter,
        WonBy = WayIn is null ? null : new WayIn(WayIn),
        GrantedAt = GrantedAt,
        PlaceWaived = PlaceWaived,
    };
}

/// <summary>The statements about grants in an attempt to open.</summary>
internal static class GrantStore
{
    /// <summary>A grant as it is read, without the condition.</summary>
    public const string Select =
        """
        SELECT access_grant.id, access_grant.access_point_id, access_point.household_id, access_grant.delivery_id,
               access_grant.carrier_id, access_grant.driver_id, access_grant.not_before, access_grant.not_after, access_grant.state,
               access_grant.generation, access_grant.misses, access_grant.place_waived, access_grant.way_in, access_grant.opening_id,
               CASE WHEN opening.offline_seq IS NULL THEN opening.granted_at END AS granted_at, access_grant.pin_counter, pin_device.sealed_offline_secret AS sealed_pin_secret
        FROM access_grant
        JOIN access_point ON access_point.id = access_grant.access_point_id
        LEFT JOIN opening ON opening.id = access_grant.opening_id
        LEFT JOIN device pin_device ON pin_device.id = access_grant.pin_device_id
        """;

    /// <summary>The id of the newest grant of a delivery, as an expression: a delivery that was re-armed has had several.</summary>
    /// <param name="delivery">The column that has the delivery's id: constant text, never a caller's.</param>
    public static string NewestOf(string delivery) =>
        $"(SELECT newest.id FROM access_grant newest WHERE newest.delivery_id = {delivery} ORDER BY newest.generation DESC LIMIT 1)";

    public static GrantRow? Find(DbConnection connection, GrantId grant) =>
        connection.QuerySingleOrDefault<GrantRow>(Select + " WHERE access_grant.id = @grant", new { grant });

    /// <summary>The newest grant of a delivery.</summary>
    public static GrantRow? FindOf(DbConnection connection, DeliveryId delivery) =>
        connection.QuerySingleOrDefault<GrantRow>(Select + $" WHERE access_grant.id = {NewestOf("@delivery")}", new { delivery });

    /// <summary>The grants of an access point whose code could be typed: those that live, and those that ended within the last day.</summary>
    public static IReadOnlyList<GrantRow> RecentAt(DbConnection connection, AccessPointId accessPoint, DateTimeOffset now) =>
        connection.Query<GrantRow>(
            Select + " WHERE access_grant.access_point_id = @accessPoint AND access_grant.not_after > @yesterday ORDER BY access_grant.not_before",
            new { accessPoint, yesterday = now - TimeSpan.FromDays(1) }).AsList();

    /// <summary>The only consumption (S10): true for exactly one of all who try.</summary>
    public static bool Use(Transaction tx, GrantId grant, WayIn wayIn, OpeningId opening) =>
        tx.Connection.Execute(
            "UPDATE access_grant SET state = 'in_use', way_in = @Text, opening_id = @opening WHERE id = @grant AND state = 'ready'",
            new { grant, wayIn.Text, opening }) == 1;

    /// <summary>The grant of a delivery whose code may still be used.</summary>
    public static GrantRow? FindLive(DbConnection connection, DeliveryId delivery) =>
        connection.QuerySingleOrDefault<GrantRow>(
            Select + " WHERE access_grant.delivery_id = @delivery AND access_grant.state IN ('ready', 'in_use')", new { delivery });

    /// <summary>
    /// The same consumption by a device that judged by itself: what it used may have been revoked or have run out since, and is used for
    /// all that. True for exactly one of all who try.
    /// </summary>
    public static bool UseOffline(Transaction tx, GrantId grant, WayIn wayIn, OpeningId opening) =>
        tx.Connection.Execute(
            """
            UPDATE access_grant SET state = CASE state WHEN 'revoked' THEN 'revoked' ELSE 'in_use' END, way_in = @Text, opening_id = @opening
            WHERE id = @grant AND opening_id IS NULL
            """,
            new { grant, wayIn.Text, opening }) == 1;

    /// <summary>Whether the device has said that something opened since the opening was granted, in order or not.</summary>
    public static bool HasOpened(DbConnection connection, OpeningId opening) =>
        connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (
                SELECT 1 FROM opening
                JOIN device_event event ON event.device_id = opening.device_id
                    AND (event.epoch, event.seq) > (opening.after_epoch, opening.after_seq)
                WHERE opening.id = @opening AND event.kind IN ('door_opened', 'door_ajar', 'door_forced_open'))
            """,
            new { opening });

    /// <summary>Whether a camera of this access point, untampered, was heard from within its freshness.</summary>
    public static bool IsCameraHeard(DbConnection connection, AccessPointId accessPoint, DateTimeOffset now) =>
        connection.Query<(DateTimeOffset HeardAt, int IntervalSeconds)>(
                """
                SELECT state.last_heard_at, state.interval_seconds
                FROM device JOIN device_state state ON state.device_id = device.id, json_each(device.capabilities) capability
                WHERE device.access_point_id = @accessPoint AND device.state = 'active' AND device.state <> 'released'
                  AND capability.value = 'snapshot' AND state.last_heard_at IS NOT NULL AND state.tampered = 0
                """,
                new { accessPoint })
            .Any(camera => now < camera.HeardAt + new DeviceFacts { IntervalSeconds = camera.IntervalSeconds }.Belief);

    public static PlaceRow Place(DbConnection connection, AccessPointId accessPoint, DeviceId? device) =>
        connection.QuerySingle<PlaceRow>(
            """
            SELECT access_point.household_id, access_point.kind, access_point.latitude, access_point.longitude, access_point.reach_metres, access_point.zone_latitude,
                   access_point.zone_longitude, access_point.zone_metres, access_point.camera_required,
                   access_point.paused_at, household_pause.paused_at AS household_paused_at,
                   state.latitude AS car_latitude, state.longitude AS car_longitude, state.accuracy_metres AS car_accuracy,
                   state.position_at AS car_at, state.moving AS car_moving
            FROM access_point
            LEFT JOIN household_pause ON household_pause.household_id = access_point.household_id
            LEFT JOIN device_state state ON state.device_id = @device
            WHERE access_point.id = @accessPoint
            """,
            new { accessPoint, device });
}

/// <summary>Where an opening is, and whether it is paused.</summary>
internal sealed class PlaceRow
{
    public HouseholdId HouseholdId { get; init; }

    public string Kind { get; init; } = "";

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public int ReachMetres { get; init; }

    public double? ZoneLatitude { get; init; }

    public double? ZoneLongitude { get; init; }

    public int? ZoneMetres { get; init; }

    public bool CameraRequired { get; init; }

    public DateTimeOffset? PausedAt { get; init; }

    public DateTimeOffset? HouseholdPausedAt { get; init; }

    public double? CarLatitude { get; init; }

    public double? CarLongitude { get; init; }

    public double? CarAccuracy { get; init; }

    public DateTimeOffset? CarAt { get; init; }

    public bool? CarMoving { get; init; }

    public PlaceFacts ToFacts(DateTimeOffset now)
    {
        var kind = Words.Parse<AccessPointKind>(Kind);
        return new PlaceFacts
        {
            Kind = kind,
            At = kind == AccessPointKind.Trunk ? Car : Fixed(now),
            Moving = kind == AccessPointKind.Trunk && CarMoving == true,
            ReachM = ReachMetres,
            Zone = this is { ZoneLatitude: { } lat, ZoneLongitude: { } lon, ZoneMetres: { } radius } ? new GeoZone(lat, lon, radius) : null,
        };
    }

    private GeoPosition? Car =>
        this is { CarLatitude: { } lat, CarLongitude: { } lon, CarAccuracy: { } accuracy, CarAt: { } at }
            ? new GeoPosition(lat, lon, accuracy, at)
            : null;

    private GeoPosition? Fixed(DateTimeOffset now) =>
        this is { Latitude: { } lat, Longitude: { } lon } ? new GeoPosition(lat, lon, AccuracyM: 0, now) : null;
}
