using Microsoft.Playwright;

namespace Portal.Browser.Tests.Support;

/// <summary>The size and theme that somebody looks at.</summary>
internal sealed record Screen(int Width, int Height, ColorScheme Theme)
{
    public static Screen Phone { get; } = new(360, 780, ColorScheme.Light);

    public static Screen Tablet { get; } = new(768, 1024, ColorScheme.Light);

    public static Screen Desk { get; } = new(1440, 900, ColorScheme.Light);

    /// <summary>
    /// How screens are looked at: each run on a phone by day and at a desk by night, each night at all widths in both themes, with the width between them
    /// at which the frame changes.
    /// </summary>
    public static IReadOnlyList<Screen> All { get; } = IsThorough
        ? [.. new[] { Phone, Tablet, Desk }.SelectMany(size => new[] { size, size.InTheDark })]
        : [Phone, Desk.InTheDark];

    /// <summary>With <c>PORTAL_ALL_SIZES=1</c>, as each night: more is looked at than in each run.</summary>
    public static bool IsThorough => Environment.GetEnvironmentVariable("PORTAL_ALL_SIZES") == "1";

    private Screen InTheDark => this with { Theme = ColorScheme.Dark };

    /// <summary><c>360-dark</c></summary>
    public override string ToString() => $"{Width}-{(Theme == ColorScheme.Dark ? "dark" : "light")}";
}
