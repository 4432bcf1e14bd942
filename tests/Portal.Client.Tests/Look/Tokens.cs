using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Client.Tests.Look;

/// <summary>The colours of <c>tokens.css</c>, as a browser with either theme sees them.</summary>
internal sealed partial class Tokens
{
    private readonly Dictionary<string, string> _values;

    private Tokens(Dictionary<string, string> values) => _values = values;

    public static Tokens Light { get; } = new(Block(":root"));

    public static Tokens DarkByAttribute { get; } = new(Block(":root[data-theme=\"dark\"]"));

    public static Tokens DarkByPreference { get; } = new(Block(":root:not([data-theme=\"light\"])"));

    public IReadOnlyDictionary<string, string> Values => _values;

    /// <summary>WCAG contrast of two tokens or literal colours.</summary>
    public double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private double Luminance(string colour)
    {
        var hex = colour.StartsWith('#') ? colour : _values["--p-" + colour];
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }

        return (0.2126 * Channel(1)) + (0.7152 * Channel(3)) + (0.0722 * Channel(5));
    }

    private static Dictionary<string, string> Block(string selector)
    {
        var css = Comment().Replace(Checkout.Read("wwwroot/css/tokens.css"), "");
        var start = css.IndexOf(selector + " {", StringComparison.Ordinal);
        var body = css[start..css.IndexOf('}', start)];
        return Declaration().Matches(body).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value.Trim());
    }

    [GeneratedRegex(@"/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("(--p-[a-z0-9-]+):([^;]+);")]
    private static partial Regex Declaration();
}
