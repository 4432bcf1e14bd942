using Portal.Accounts;

namespace Portal.Access;

/// <summary>Places, devices, what was opened, alerts, and every entry of the households that somebody owns.</summary>
internal sealed class AccessKeptData : IKeptData
{
    public IReadOnlyList<KeptTable> Tables { get; } =
    [
        new(
            "access_points",
            $"""
            SELECT id, household_id, kind, name, time_zone, handle, instructions, checklist, latitude, longitude, reach_metres,
                   zone_latitude, zone_longitude, zone_metres, car_make, car_model, car_colour, car_plate, left_open_seconds, not_relocked_seconds,
                   relocks, watches_hand_openings, camera_required, offline_mode, keeps_position, allows_overlap, fallback,
                   fallback_access_point_id, paused_by, paused_at, created_at, removed_at
            FROM access_point WHERE household_id IN {KeptTable.Owned} ORDER BY created_at
            """),
        new(
            "last_positions",
            $"""
            SELECT access_point_id, latitude, longitude, accuracy_metres, at AS known_at
            FROM kept_position WHERE access_point_id IN {KeptTable.OwnedPlaces} ORDER BY at
            """),
        new(
            "devices",
            $"""
            SELECT id, access_point_id, state, profile, model, serial, firmware, capabilities, claimed_at, paired_at, paired_by, released_at, lost_at, cloud
            FROM device WHERE access_point_id IN {KeptTable.OwnedPlaces} ORDER BY claimed_at
            """),
        new(
            "openings",
            $"""
            SELECT opening.id, opening.access_point_id, opening.device_id, access_grant.delivery_id, opening.account_id, opening.state,
                   opening.granted_at, opening.unlocked_at, opening.opened_at, opening.closed_at, opening.secured_at, opening.late
            FROM opening LEFT JOIN access_grant ON access_grant.id = opening.grant_id
            WHERE opening.access_point_id IN {KeptTable.OwnedPlaces} ORDER BY opening.granted_at
            """),
        new(
            "alerts",
            $"""
            SELECT id, household_id, access_point_id, device_id, delivery_id, kind, urgent, state, late, reason, opened_at, acknowledged_by,
                   acknowledged_at, cleared_at
            FROM alert WHERE household_id IN {KeptTable.Owned} ORDER BY opened_at
            """),
        new(
            "pictures",
            $"""
            SELECT id, access_point_id, delivery_id, device_id, media_type, taken_at
            FROM snapshot WHERE access_point_id IN {KeptTable.OwnedPlaces} ORDER BY taken_at
            """),
        new("pauses", $"SELECT household_id, paused_by, paused_at FROM household_pause WHERE household_id IN {KeptTable.Owned}"),
        new(
            "hand_opening_wishes",
            "SELECT access_point_id, is_told FROM hand_opening_wish WHERE account_id = @account ORDER BY access_point_id"),
        new(
            "activity",
            $"""
            SELECT body.position, body.id, body.kind, body.at AS happened_at, head.received_at, body.late, body.household_id, body.access_point_id,
                   body.delivery_id, body.device_id, body.actor_kind, body.actor_id, CAST(body.body AS TEXT) AS data
            FROM ledger_body body JOIN ledger_head head ON head.position = body.position
            WHERE body.household_id IN {KeptTable.Owned} ORDER BY body.position
            """),
    ];

    public IReadOnlyList<KeptFiles> Files { get; } =
    [
        new("pictures", $"SELECT id, media_type, image FROM snapshot WHERE access_point_id IN {KeptTable.OwnedPlaces}"),
        new("car_photos", $"SELECT id, media_type, image FROM car_photo WHERE access_point_id IN {KeptTable.OwnedPlaces}"),
    ];
}
