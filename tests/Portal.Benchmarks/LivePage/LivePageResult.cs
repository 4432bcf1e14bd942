namespace Portal.Benchmarks.LivePage;

/// <summary>One rate of events at one page.</summary>
internal sealed record LiveRate
{
    public required int PerSecond { get; init; }

    public required int Sent { get; init; }

    /// <summary>Never seen in the document.</summary>
    public required int Missing { get; init; }

    /// <summary>Seen after a later one.</summary>
    public required int OutOfOrder { get; init; }

    public required double P50Ms { get; init; }

    public required double P90Ms { get; init; }

    public required double P99Ms { get; init; }

    public required double MaxMs { get; init; }

    /// <summary>Processor time of the server over wall time.</summary>
    public required double ServerCores { get; init; }

    /// <summary>For each event sent.</summary>
    public required BrowserWork Browser { get; init; }

    public static LiveRate Of(
        int rate, IReadOnlyList<SentEvent> sent, IReadOnlyDictionary<string, double> seen, double serverCores, BrowserWork browser)
    {
        var shown = sent.Where(one => seen.ContainsKey(one.At)).Select(one => (one.SentMs, SeenMs: seen[one.At])).ToList();
        var waits = shown.Select(one => one.SeenMs - one.SentMs).Order().ToList();
        return new LiveRate
        {
            PerSecond = rate,
            Sent = sent.Count,
            Missing = sent.Count - shown.Count,
            OutOfOrder = shown.Zip(shown.Skip(1)).Count(two => two.Second.SeenMs < two.First.SeenMs),
            P50Ms = Math.Round(Figures.Percentile(waits, 0.5), 2),
            P90Ms = Math.Round(Figures.Percentile(waits, 0.9), 2),
            P99Ms = Math.Round(Figures.Percentile(waits, 0.99), 2),
            MaxMs = Math.Round(Figures.Percentile(waits, 1), 2),
            ServerCores = Math.Round(serverCores, 2),
            Browser = browser,
        };
    }
}

internal sealed record LivePageSide(double BrowserClockAheadMs, IReadOnlyList<LiveRate> Rates);

internal sealed record LivePagePair(double Load, LivePageSide Portal, LivePageSide Bare);

/// <summary>Medians over the pairs; each ratio is taken within its pair.</summary>
internal sealed record LivePageResult
{
    public required Machine Machine { get; init; }

    public required string Setting { get; init; }

    public required IReadOnlyList<RateSummary> Rates { get; init; }

    public required IReadOnlyList<LivePagePair> Pairs { get; init; }

    public static LivePageResult Of(Machine machine, IReadOnlyList<LivePagePair> pairs, int seconds) => new()
    {
        Machine = machine,
        Setting = FormattableString.Invariant($"one owner's page of one access point, door opened and closed in turn, {seconds} s at each rate"),
        Rates = [.. Enumerable.Range(0, pairs[0].Portal.Rates.Count).Select(i => RateSummary.Of(pairs, i))],
        Pairs = pairs,
    };
}

internal sealed record RateSummary
{
    public required int PerSecond { get; init; }

    public required double PortalP50Ms { get; init; }

    public required double PortalP99Ms { get; init; }

    public required double BareP50Ms { get; init; }

    public required double BareP99Ms { get; init; }

    public required double P50Ratio { get; init; }

    public required double P99Ratio { get; init; }

    /// <summary>Portal and baseline, all pairs.</summary>
    public required int Missing { get; init; }

    public required int OutOfOrder { get; init; }

    public static RateSummary Of(IReadOnlyList<LivePagePair> pairs, int rate) => new()
    {
        PerSecond = pairs[0].Portal.Rates[rate].PerSecond,
        PortalP50Ms = Figures.Median(pairs.Select(pair => pair.Portal.Rates[rate].P50Ms)),
        PortalP99Ms = Figures.Median(pairs.Select(pair => pair.Portal.Rates[rate].P99Ms)),
        BareP50Ms = Figures.Median(pairs.Select(pair => pair.Bare.Rates[rate].P50Ms)),
        BareP99Ms = Figures.Median(pairs.Select(pair => pair.Bare.Rates[rate].P99Ms)),
        P50Ratio = Math.Round(Figures.Median(pairs.Select(pair => pair.Portal.Rates[rate].P50Ms / pair.Bare.Rates[rate].P50Ms)), 2),
        P99Ratio = Math.Round(Figures.Median(pairs.Select(pair => pair.Portal.Rates[rate].P99Ms / pair.Bare.Rates[rate].P99Ms)), 2),
        Missing = pairs.Sum(pair => pair.Portal.Rates[rate].Missing + pair.Bare.Rates[rate].Missing),
        OutOfOrder = pairs.Sum(pair => pair.Portal.Rates[rate].OutOfOrder + pair.Bare.Rates[rate].OutOfOrder),
    };
}
