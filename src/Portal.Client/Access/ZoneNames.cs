using NodaTime.TimeZones;

namespace Portal.Client.Access;

/// <summary>The IANA zones that a place can be in.</summary>
internal static class ZoneNames
{
    /// <summary>For somebody whose browser has not told its zone.</summary>
    public const string Fallback = "Europe/Berlin";

    public static IReadOnlyList<string> All { get; } =
        [.. (TzdbDateTimeZoneSource.Default.ZoneLocations ?? []).Select(location => location.ZoneId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The reader's own zone, where it is one that a place can be in.</summary>
    public static string For(string? viewerZone) => viewerZone is not null && All.Contains(viewerZone) ? viewerZone : Fallback;
}
