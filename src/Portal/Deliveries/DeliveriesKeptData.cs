using Portal.Accounts;

namespace Portal.Deliveries;

/// <summary>Deliveries with their windows, and the rules that approve by themselves.</summary>
internal sealed class DeliveriesKeptData : IKeptData
{
    public IReadOnlyList<KeptTable> Tables { get; } =
    [
        new(
            "deliveries",
            $"""
            SELECT delivery.id, delivery.access_point_id, carrier.name AS carrier, delivery.made_by, delivery.state, delivery.tracking_number,
                   delivery.parcel_description, delivery.parcel_weight_grams, delivery.parcel_length_mm, delivery.parcel_width_mm,
                   delivery.parcel_height_mm, delivery.parcel_photo_url, delivery.window_start AS window_starts_at,
                   delivery.window_end AS window_ends_at, delivery.window_zone, driver.name AS driver, delivery.reason, delivery.late,
                   delivery.rule_id, delivery.instead_of, delivery.answered_by, delivery.answered_at, delivery.created_at, delivery.updated_at
            FROM delivery LEFT JOIN carrier ON carrier.id = delivery.carrier_id LEFT JOIN driver ON driver.id = delivery.driver_id
            WHERE delivery.access_point_id IN {KeptTable.OwnedPlaces} ORDER BY delivery.created_at
            """),
        new(
            "proposed_windows",
            $"""
            SELECT delivery_window.delivery_id, delivery_window.place, delivery_window.starts_at, delivery_window.ends_at
            FROM delivery_window JOIN delivery ON delivery.id = delivery_window.delivery_id
            WHERE delivery.access_point_id IN {KeptTable.OwnedPlaces} ORDER BY delivery_window.delivery_id, delivery_window.place
            """),
        new(
            "standing_rules",
            $"""
            SELECT standing_rule.id, standing_rule.access_point_id, carrier.name AS carrier, standing_rule.weekdays, standing_rule.from_minute,
                   standing_rule.to_minute, standing_rule.time_zone, standing_rule.last_day, standing_rule.made_by, standing_rule.made_at,
                   standing_rule.off_since AS off_since_at
            FROM standing_rule JOIN carrier ON carrier.id = standing_rule.carrier_id
            WHERE standing_rule.access_point_id IN {KeptTable.OwnedPlaces} ORDER BY standing_rule.made_at
            """),
        new(
            "support_looks",
            $"""
            SELECT support_look.id, support_look.delivery_id, support_look.case_number, support_look.reason, support_look.looked_at, support_look.ends_at
            FROM support_look JOIN delivery ON delivery.id = support_look.delivery_id
            WHERE delivery.access_point_id IN {KeptTable.OwnedPlaces} ORDER BY support_look.looked_at
            """),
    ];
}
