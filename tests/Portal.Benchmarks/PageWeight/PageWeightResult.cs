namespace Portal.Benchmarks.PageWeight;

/// <summary>Medians over the visits.</summary>
internal sealed record VisitFigures
{
    public required long Bytes { get; init; }

    /// <summary>Of the last visit: they differ by the length of ids and times.</summary>
    public required IReadOnlyDictionary<string, long> BytesByKind { get; init; }

    public required double FirstPaintMs { get; init; }

    public required double LargestPaintMs { get; init; }

    public required double HearsMs { get; init; }

    public static VisitFigures Of(IReadOnlyList<Visited> visits) => new()
    {
        Bytes = (long)Figures.Median(visits.Select(visit => (double)visit.Total)),
        BytesByKind = visits[^1].Bytes,
        FirstPaintMs = Figures.Median(visits.Select(visit => visit.FirstPaintMs)),
        LargestPaintMs = Figures.Median(visits.Select(visit => visit.LargestPaintMs)),
        HearsMs = Figures.Median(visits.Select(visit => visit.HearsMs)),
    };
}

/// <summary>With nothing kept in the browser, and right after.</summary>
internal sealed record PageVisits(VisitFigures First, VisitFigures Next);

/// <summary>What one event at a door sends to an open Home.</summary>
/// <param name="OnTheWire">Bytes as they pass, with the frames of the web socket and its compression.</param>
/// <param name="Unpacked">What the browser makes of them.</param>
internal sealed record UpdateWeight(double OnTheWire, double Unpacked);

internal sealed record PageWeightResult
{
    public required Machine Machine { get; init; }

    public required PageVisits Home { get; init; }

    public required PageVisits HomeOnASlowPhone { get; init; }

    public required PageVisits Driver { get; init; }

    public required PageVisits DriverOnASlowPhone { get; init; }

    public required UpdateWeight LiveUpdate { get; init; }

    public void Say()
    {
        Report.Say($"page-weight: Home {Home.First.Bytes} bytes, then {Home.Next.Bytes}; on a slow phone painted after {HomeOnASlowPhone.First.FirstPaintMs}, readable {HomeOnASlowPhone.First.LargestPaintMs}, live {HomeOnASlowPhone.First.HearsMs} ms, the next time {HomeOnASlowPhone.Next.LargestPaintMs}");
        Report.Say($"page-weight: driver {Driver.First.Bytes} bytes, then {Driver.Next.Bytes}; on a slow phone painted after {DriverOnASlowPhone.First.FirstPaintMs}, readable {DriverOnASlowPhone.First.LargestPaintMs} ms");
        Report.Say($"page-weight: a live update of Home {LiveUpdate.OnTheWire} bytes, unpacked {LiveUpdate.Unpacked}");
    }
}
