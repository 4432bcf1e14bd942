using Portal.Client.Access;

namespace Portal.Carriers;

/// <summary>What can be a position at all, whoever sent it.</summary>
internal static class GeoRules
{
    /// <summary>A position that is worse than this is none.</summary>
    public const double WorstAccuracyM = 100_000;

    /// <summary>And so is one that is older than a day.</summary>
    public const double OldestS = 86_400;

    public static bool IsOnEarth(GeoPosition position) =>
        position is { Lat: >= -90 and <= 90, Lon: >= -180 and <= 180, AccuracyM: >= 0 and <= WorstAccuracyM };
}
