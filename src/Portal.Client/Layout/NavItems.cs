namespace Portal.Client.Layout;

/// <summary>Who sees which stops. A stop is listed once its page exists: a test follows every address.</summary>
public static class NavItems
{
    public static IReadOnlyList<NavItem> Household { get; } =
    [
        new("/", "home", "Home"),
        new("/deliveries", "package_2", "Deliveries"),
        new("/calendar", "calendar_month", "Calendar"),
        new("/access-points", "garage_home", "Access", " points"),
        new("/activity", "history", "Activity"),
        new("/household", "group", "Household"),
        new("/settings", "settings", "Settings"),
    ];

    public static IReadOnlyList<NavItem> Support { get; } =
    [
        new("/support", "search", "Review"),
        new("/support/delivery", "package_2", "Delivery"),
        new("/support/devices", "devices", "Devices"),
        new("/support/access-requests", "key", "Access", " requests"),
    ];

    public static IReadOnlyList<NavItem> Operator { get; } =
    [
        new("/operator/carriers", "local_shipping", "Carriers"),
        new("/operator/staff", "support_agent", "Staff"),
        new("/operator/system", "monitor_heart", "System"),
    ];
}
