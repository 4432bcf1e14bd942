namespace Portal.Benchmarks;

/// <summary>What is said of many samples.</summary>
internal static class Figures
{
    public static double Median(IEnumerable<double> samples) => Percentile([.. samples.Order()], 0.5);

    /// <summary>The nearest rank: a value that was seen, never one in between.</summary>
    /// <param name="sorted">The samples from low to high.</param>
    /// <param name="part">0.5 for the middle one.</param>
    public static double Percentile(IReadOnlyList<double> sorted, double part) =>
        sorted.Count == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(part * sorted.Count) - 1, 0, sorted.Count - 1)];
}
