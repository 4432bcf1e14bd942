using Microsoft.Playwright;

namespace Portal.Browser.Tests.Support;

/// <summary>The size and theme that somebody looks at.</summary>
internal sealed record Screen(int Width, int Height, ColorScheme Theme)
{
    public static Screen Phone { get; } = new(360, 780, ColorScheme.Light);

    public static Screen Tablet { get; } = new(768, 1024, ColorScheme.Light);

    public static Screen Desk { get; } = new(1440, 900, ColorScheme.Light);

    /// <summary>
    /// The widths at which screens are looked at, in both themes: phone and desk, and each night the width between them too, at which the frame
    /// changes.
    /// </summary>
    public static IReadOnlyList<Screen> All { get; } =
        [.. Sizes.SelectMany(size => new[] { size, size with { Theme = ColorScheme.Dark } })];

    /// <summary>With <c>PORTAL_ALL_SIZES=1</c>, as each night: more is looked at than in each run.</summary>
    public static bool IsThorough => Environment.GetEnvironmentVariable("PORTAL_ALL_SIZES") == "1";

    private static Screen[] Sizes => IsThorough ? [Phone, Tablet, Desk] : [Phone, Desk];

    /// <summary><c>360-dark</c></summary>
    public override string ToString() => $"{Width}-{(Theme == ColorScheme.Dark ? "dark" : "light")}";
}
