using System.Globalization;

namespace Portal.Device.Protocol;

/// <summary>Times as they travel: RFC 3339, UTC, exactly three digits of a second, <c>2026-11-21T14:03:07.120Z</c>.</summary>
public static class WireTime
{
    private const string Pattern = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Writes a time; what is finer than a millisecond is cut off.</summary>
    public static string Format(DateTimeOffset time) => time.UtcDateTime.ToString(Pattern, CultureInfo.InvariantCulture);

    /// <summary>Reads a time; any other spelling is refused.</summary>
    public static bool TryParse(string? text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(
            text,
            Pattern,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out time);

    /// <summary>Reads a time that a portal sent.</summary>
    /// <exception cref="FormatException">The text is not a time of this form.</exception>
    public static DateTimeOffset Parse(string text) =>
        TryParse(text, out var time) ? time : throw new FormatException("Not a UTC time with milliseconds, like 2026-11-21T14:03:07.120Z.");
}
