namespace Portal.Client.Layout;

/// <summary>Who sees which stops. A stop is listed once its page exists: a test looks for each address.</summary>
public static class NavItems
{
    /// <summary>Everybody has an account of their own.</summary>
    private static NavItem Settings => new("/settings", "settings", LayoutText.Settings);

    public static IReadOnlyList<NavItem> Household =>
    [
        new("/", "home", LayoutText.Home),
        new("/deliveries", "package_2", LayoutText.Deliveries),
        new("/calendar", "calendar_month", LayoutText.Calendar),
        new("/access-points", "garage_home", LayoutText.Access, LayoutText.AccessRest),
        new("/activity", "history", LayoutText.Activity),
        new("/household", "group", LayoutText.Household),
        Settings,
    ];

    public static IReadOnlyList<NavItem> Support => [new("/support", "search", LayoutText.Review), Settings];

    public static IReadOnlyList<NavItem> Operator =>
    [
        new("/operator/carriers", "local_shipping", LayoutText.Carriers),
        new("/operator/system", "monitor_heart", LayoutText.TheSystem),
        Settings,
    ];
}
