using Microsoft.Playwright;

namespace Portal.Browser.Tests.Support;

/// <summary>The size and theme that somebody looks at.</summary>
internal sealed record Screen(int Width, int Height, ColorScheme Theme)
{
    public static Screen Phone { get; } = new(360, 780, ColorScheme.Light);

    public static Screen Tablet { get; } = new(768, 1024, ColorScheme.Light);

    public static Screen Desk { get; } = new(1440, 900, ColorScheme.Light);

    /// <summary>Each width at which the frame is another one, in both themes.</summary>
    public static IReadOnlyList<Screen> All { get; } =
        [.. new[] { Phone, Tablet, Desk }.SelectMany(size => new[] { size, size with { Theme = ColorScheme.Dark } })];

    /// <summary><c>360-dark</c></summary>
    public override string ToString() => $"{Width}-{(Theme == ColorScheme.Dark ? "dark" : "light")}";
}
