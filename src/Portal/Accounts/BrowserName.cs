namespace Portal.Accounts;

/// <summary>
/// The family of a browser and of its system in words a person knows: 'Firefox on Windows', in the language of whoever signs in. That
/// much is kept of the header, and no version or model.
/// </summary>
internal static class BrowserName
{
    // Each browser also names those it wants to be taken for: the first that fits is the one.
    private static readonly (string Sign, string Name)[] Browsers =
    [
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("CriOS/", "Chrome"),
        ("Safari/", "Safari"),
    ];

    private static readonly (string Sign, string Name)[] Systems =
    [
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("CrOS", "Chromebook"),
        ("Linux", "Linux"),
    ];

    public static string Of(string? userAgent)
    {
        var browser = First(Browsers, userAgent) ?? AccountText.Browser;
        return First(Systems, userAgent) is { } system ? AccountText.FormatBrowserOn(browser, system) : browser;
    }

    private static string? First((string Sign, string Name)[] names, string? userAgent) =>
        Array.Find(names, name => userAgent?.Contains(name.Sign, StringComparison.Ordinal) == true).Name;
}
