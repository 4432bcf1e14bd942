namespace Portal.Client.Layout;

/// <summary>Who sees which stops. A stop is listed once its page exists: a test looks for each address.</summary>
public static class NavItems
{
    /// <summary>Everybody has an account of their own.</summary>
    private static readonly NavItem Settings = new("/settings", "settings", "Settings");

    public static IReadOnlyList<NavItem> Household { get; } =
    [
        new("/", "home", "Home"),
        new("/deliveries", "package_2", "Deliveries"),
        new("/calendar", "calendar_month", "Calendar"),
        new("/access-points", "garage_home", "Access", " points"),
        new("/activity", "history", "Activity"),
        new("/household", "group", "Household"),
        Settings,
    ];

    public static IReadOnlyList<NavItem> Support { get; } = [new("/support", "search", "Review"), Settings];

    public static IReadOnlyList<NavItem> Operator { get; } = [new("/operator/carriers", "local_shipping", "Carriers"), Settings];
}
