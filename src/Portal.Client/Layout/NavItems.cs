namespace Portal.Client.Layout;

/// <summary>Who sees which stops. A stop is listed once its page exists: a test looks for each address.</summary>
public static class NavItems
{
    public static IReadOnlyList<NavItem> Household { get; } =
    [
        new("/", "home", "Home"),
        new("/deliveries", "package_2", "Deliveries"),
        new("/access-points", "garage_home", "Access", " points"),
        new("/activity", "history", "Activity"),
        new("/household", "group", "Household"),
    ];

    public static IReadOnlyList<NavItem> Support { get; } = [new("/support", "search", "Review")];

    public static IReadOnlyList<NavItem> Operator { get; } = [new("/operator/carriers", "local_shipping", "Carriers")];
}
