using System.Data.Common;
using Dapper;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about lists for use without a line, and what was used so.</summary>
internal static class OfflineStore
{
    /// <summary>Until when codes that should open nothing may still open, with a device of ours or in a maker's lock (S13); as a table.</summary>
    public const string Reach =
        "(SELECT grant_id, access_point_id, is_old, until FROM offline_reach UNION ALL SELECT grant_id, access_point_id, is_old, until FROM maker_reach)";

    /// <summary>Whether nothing stands against a grant but its own state: no pause, and a carrier that may deliver here.</summary>
    private const string IsWelcome =
        """
        access_point.paused_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM household_pause pause WHERE pause.household_id = access_point.household_id)
        AND NOT (access_grant.carrier_id IS NOT NULL AND
        """ + CarrierMayNothing + ")";

    private const string CarrierMayNothing =
        """
        (NOT EXISTS (SELECT 1 FROM carrier WHERE carrier.id = access_grant.carrier_id AND carrier.standing = 'verified')
         OR EXISTS (SELECT 1 FROM carrier_block block
                    WHERE block.carrier_id = access_grant.carrier_id AND block.household_id = access_point.household_id
                      AND block.access_point_id IN ('', access_point.id)))
        """;

    private const string UseColumns =
        $"""
        SELECT access_grant.id AS grant_id, access_grant.delivery_id, access_grant.state, access_grant.not_before, access_grant.not_after,
               access_grant.opening_id IS NOT NULL AS is_used, given.grant_id IS NOT NULL AS was_given, given.withdrawn_at,
               access_point.paused_at IS NOT NULL AS access_point_paused,
               EXISTS (SELECT 1 FROM household_pause pause WHERE pause.household_id = access_point.household_id) AS household_paused,
               access_grant.carrier_id IS NOT NULL AND {CarrierMayNothing} AS carrier_may_nothing
        FROM access_grant JOIN access_point ON access_point.id = access_grant.access_point_id
        """;

    /// <summary>What a device says it used; null where there is no such grant at its access point, or no such PIN of it.</summary>
    public static OfflineUse? FindUse(DbConnection connection, DeviceContext device, OfflineClaim claim) => claim.Pin is { } pin
        ? connection.QuerySingleOrDefault<OfflineUseRow>(
            UseColumns + """
             JOIN offline_pin given ON given.grant_id = access_grant.id
            WHERE given.device_id = @Device AND given.start_half_hour = @T0 AND given.half_hours = @D AND given.counter = @C
            """,
            new { device.Device, T0 = (long)pin.T0, D = (int)pin.D, C = (int)pin.C })?.ToUse(isPin: true)
        : connection.QuerySingleOrDefault<OfflineUseRow>(
            UseColumns + """
             LEFT JOIN synced_grant given ON given.grant_id = access_grant.id AND given.device_id = @Device
            WHERE access_grant.id = @Grant AND access_grant.access_point_id = @AccessPoint
            """,
            new { device.Device, claim.Grant, device.AccessPoint })?.ToUse(isPin: false);

    /// <summary>A device that can judge codes by itself, and how its access point stands; null for every other.</summary>
    public static OfflineDevice? FindDevice(DbConnection connection, DeviceId device) =>
        connection.QuerySingleOrDefault<OfflineDevice>(
            """
            SELECT device.id, device.access_point_id, access_point.household_id, access_point.offline_mode, device.sealed_grant_key,
                   device.sealed_offline_secret,
                   access_point.paused_at IS NOT NULL
                       OR EXISTS (SELECT 1 FROM household_pause pause WHERE pause.household_id = access_point.household_id) AS is_paused,
                   offline_list.version, offline_list.content, offline_list.acked_version, offline_list.pin_arming
            FROM device JOIN access_point ON access_point.id = device.access_point_id
            LEFT JOIN offline_list ON offline_list.device_id = device.id
            WHERE device.id = @device AND device.state = 'active'
              AND (device.sealed_grant_key IS NOT NULL OR device.sealed_offline_secret IS NOT NULL)
              AND (access_point.offline_mode <> 'none' OR offline_list.version IS NOT NULL)
            """,
            new { device });

    /// <summary>The devices whose list an entry may have changed: at its access point, in its household, or (null) anywhere.</summary>
    public static IReadOnlyList<DeviceId> FindDevices(DbConnection connection, string? household, string? accessPoint) =>
        connection.Query<DeviceId>(
            """
            SELECT device.id FROM device JOIN access_point ON access_point.id = device.access_point_id
            LEFT JOIN offline_list ON offline_list.device_id = device.id
            WHERE device.state = 'active' AND (device.sealed_grant_key IS NOT NULL OR device.sealed_offline_secret IS NOT NULL)
              AND (access_point.offline_mode <> 'none' OR offline_list.version IS NOT NULL)
              AND (@household IS NULL OR access_point.household_id = @household) AND (@accessPoint IS NULL OR access_point.id = @accessPoint)
            ORDER BY device.id
            """,
            new { household, accessPoint }).AsList();

    /// <summary>Grants whose window starts soon enough and which would be honoured now, the soonest first.</summary>
    public static IReadOnlyList<GrantRow> GrantsFor(DbConnection connection, OfflineDevice device, DateTimeOffset now, DateTimeOffset soon) =>
        connection.Query<GrantRow>(
            GrantStore.Select + $"""
             WHERE access_grant.access_point_id = @AccessPointId AND access_grant.state = 'ready'
              AND access_grant.not_before <= @soon AND access_grant.not_after > @now AND {IsWelcome}
            ORDER BY access_grant.not_before, access_grant.id
            """,
            new { device.AccessPointId, now, soon }).AsList();

    /// <summary>PINs of windows that are not over which must open nothing any more.</summary>
    public static IReadOnlyList<OfflinePin> EndedPins(DbConnection connection, OfflineDevice device, DateTimeOffset now) =>
        connection.Query<(long T0, long D, long C)>(
                $"""
                SELECT pin.start_half_hour, pin.half_hours, pin.counter
                FROM offline_pin pin
                JOIN access_grant ON access_grant.id = pin.grant_id
                JOIN access_point ON access_point.id = access_grant.access_point_id
                WHERE pin.device_id = @Id AND (pin.start_half_hour + pin.half_hours) * 1800000 > @over
                  AND NOT (access_grant.state = 'ready' AND access_grant.pin_counter = pin.counter AND access_grant.pin_device_id = pin.device_id
                           AND access_grant.not_before = pin.start_half_hour * 1800000
                           AND access_grant.not_after = (pin.start_half_hour + pin.half_hours) * 1800000
                           AND {IsWelcome})
                ORDER BY pin.start_half_hour, pin.half_hours, pin.counter
                """,
                new { device.Id, over = now - OfflinePin.Tolerance })
            .Select(pin => new OfflinePin((uint)pin.T0, (byte)pin.D, (byte)pin.C))
            .ToList();

    /// <summary>Keeps a new list; its version is one higher.</summary>
    public static void Keep(Transaction tx, DeviceId device, string content) =>
        tx.Connection.Execute(
            """
            INSERT INTO offline_list (device_id, version, content) VALUES (@device, 1, @content)
            ON CONFLICT (device_id) DO UPDATE SET version = version + 1, content = excluded.content
            """,
            new { device, content });

    /// <summary>The list is on its way: from here on the device may honour what is in it.</summary>
    public static void Sent(Transaction tx, DeviceId device, IEnumerable<GrantId> grants, DateTimeOffset now)
    {
        tx.Connection.Execute("UPDATE offline_list SET sent_at = @now WHERE device_id = @device", new { device, now });
        foreach (var grant in grants)
            Given(tx, device, grant);
    }

    /// <summary>From here on the device may honour it.</summary>
    public static void Given(Transaction tx, DeviceId device, GrantId grant)
    {
        tx.Connection.Execute(
            """
            INSERT INTO synced_grant (device_id, grant_id) VALUES (@device, @grant)
            ON CONFLICT (device_id, grant_id) DO UPDATE SET
                withdrawn_at = NULL, held_generation = CASE WHEN withdrawn_at IS NULL THEN held_generation END
            """,
            new { device, grant });
        tx.Connection.Execute(
            """
            UPDATE synced_grant SET held_generation = access_grant.generation + access_grant.misses / @CodeChange,
                                    held_not_before = access_grant.not_before, held_not_after = access_grant.not_after
            FROM access_grant
            WHERE synced_grant.device_id = @device AND synced_grant.grant_id = @grant AND synced_grant.held_generation IS NULL
              AND access_grant.id = @grant
            """,
            new { device, grant, KeypadTries.CodeChange });
    }

    /// <summary>The device holds the newest list: what is not in it opens nothing any more, nor does what was before in place of what is.</summary>
    public static void Acknowledge(Transaction tx, OfflineDevice device, OfflineContent held, DateTimeOffset now)
    {
        tx.Connection.Execute(
            "UPDATE offline_list SET acked_version = version, acked_at = @now WHERE device_id = @Id AND acked_version <> version", new { device.Id, now });
        foreach (var grant in held.Held)
            tx.Connection.Execute(
                """
                UPDATE synced_grant SET held_generation = @Generation, held_not_before = @NotBefore, held_not_after = @NotAfter
                WHERE device_id = @Id AND grant_id = @Grant
                """,
                new { device.Id, grant.Grant, grant.Generation, grant.NotBefore, grant.NotAfter });
        tx.Connection.Execute(
            "UPDATE synced_grant SET withdrawn_at = @now WHERE device_id = @Id AND withdrawn_at IS NULL AND grant_id NOT IN (SELECT value FROM json_each(@held))",
            new { device.Id, now, held = OfflineContent.Json(held.Grants.Select(grant => grant.Value)) });
        var ended = OfflineContent.Json(held.Ended);
        tx.Connection.Execute(
            """
            UPDATE offline_pin SET withdrawn_at = CASE
                WHEN @Arming > 0 AND start_half_hour || '/' || half_hours || '/' || counter NOT IN (SELECT value FROM json_each(@ended)) THEN NULL
                ELSE coalesce(withdrawn_at, @now) END
            WHERE device_id = @Id
            """,
            new { device.Id, now, held.Arming, ended });
    }

    /// <summary>Whether the device has acknowledged its newest list: only then is its lease renewed.</summary>
    public static bool HoldsNewest(DbConnection connection, DeviceId device) =>
        connection.ExecuteScalar<bool>(
            "SELECT EXISTS (SELECT 1 FROM offline_list WHERE device_id = @device AND acked_version = version)", new { device });

    /// <summary>Whether a device has acknowledged what it needs to honour a grant without the line, where its owner wants that.</summary>
    public static bool HoldsWhatItNeeds(DbConnection connection, DeviceId device, string grant) =>
        !connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (
                SELECT 1 FROM device JOIN access_point ON access_point.id = device.access_point_id
                LEFT JOIN offline_list ON offline_list.device_id = device.id
                LEFT JOIN synced_grant held ON held.device_id = device.id AND held.grant_id = @grant AND held.withdrawn_at IS NULL
                WHERE device.id = @device AND access_point.offline_mode <> 'none'
                  AND CASE WHEN device.cloud IS NULL
                      THEN offline_list.version IS NULL OR offline_list.acked_version <> offline_list.version
                           OR (access_point.offline_mode = 'synced' AND held.grant_id IS NULL)
                      ELSE EXISTS (SELECT 1 FROM maker_code WHERE maker_code.grant_id = @grant AND maker_code.device_id = device.id
                                   AND maker_code.ending_at IS NULL AND maker_code.held_at IS NULL) END)
            """,
            new { device, grant });

    /// <summary>The device refuses PINs for too many wrong ones; false where that is known, or an owner has armed them since.</summary>
    public static bool ClosePins(Transaction tx, DeviceId device, int arming, DateTimeOffset at) =>
        tx.Connection.Execute(
            "UPDATE offline_list SET pins_closed_at = @at WHERE device_id = @device AND pin_arming = @arming AND pins_closed_at IS NULL",
            new { device, arming, at }) == 1;

    /// <summary>An owner lets the devices of an access point honour PINs again.</summary>
    public static void ArmPins(Transaction tx, AccessPointId accessPoint) =>
        tx.Connection.Execute(
            """
            UPDATE offline_list SET pin_arming = pin_arming + 1, pins_closed_at = NULL
            WHERE device_id IN (SELECT id FROM device WHERE access_point_id = @accessPoint)
            """,
            new { accessPoint });
}
