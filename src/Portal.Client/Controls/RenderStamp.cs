using System.Globalization;

namespace Portal.Client.Controls;

/// <summary>
/// Hands a span to <c>live.js</c>: its milliseconds and, after <c>@</c>, the render they were counted in, so that a value that
/// comes again is seen to be a new word.
/// </summary>
internal static class RenderStamp
{
    public static string Of(TimeSpan span, DateTimeOffset now) =>
        string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalMilliseconds}@{now.ToUnixTimeMilliseconds()}");
}
