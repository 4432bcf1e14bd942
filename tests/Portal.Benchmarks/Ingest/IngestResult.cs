namespace Portal.Benchmarks.Ingest;

/// <summary>One burst at one server.</summary>
internal sealed record IngestRate
{
    public required int Events { get; init; }

    public required double PerSecond { get; init; }

    public required double BatchP50Ms { get; init; }

    public required double BatchP99Ms { get; init; }

    /// <summary>Processor time over wall time.</summary>
    public required double ServerCores { get; init; }

    public required double SenderCores { get; init; }

    /// <summary>What one event costs the server, whatever else the machine does meanwhile.</summary>
    public double ServerMicrosecondsPerEvent => Math.Round(ServerCores / PerSecond * 1e6, 1);
}

internal sealed record IngestSide(IngestRate Signed, IngestRate Unsigned, long Sent, long Stored);

internal sealed record IngestPair(double Load, double VerificationsPerSecond, IngestSide Portal, IngestSide Bare);

/// <summary>Medians over the pairs, each ratio taken within its pair.</summary>
internal sealed record IngestResult
{
    public required Machine Machine { get; init; }

    public required string Setting { get; init; }

    public required double VerificationsPerSecond { get; init; }

    public required double SignedPerSecond { get; init; }

    public required double UnsignedPerSecond { get; init; }

    public required double BareSignedPerSecond { get; init; }

    public required double BareUnsignedPerSecond { get; init; }

    public required double SignedToVerifications { get; init; }

    public required double UnsignedToBare { get; init; }

    /// <summary>Sent and acknowledged, but not in the database afterwards; both sides, all pairs.</summary>
    public required long Missing { get; init; }

    public required IReadOnlyList<IngestPair> Pairs { get; init; }

    public static IngestResult Of(Machine machine, IReadOnlyList<IngestPair> pairs, int lines, int rounds) => new()
    {
        Machine = machine,
        Setting = FormattableString.Invariant($"{lines} connections, {EventStock.Batch} events a message, one message in flight each, {rounds} messages each"),
        VerificationsPerSecond = Math.Round(Median(pairs, pair => pair.VerificationsPerSecond)),
        SignedPerSecond = Median(pairs, pair => pair.Portal.Signed.PerSecond),
        UnsignedPerSecond = Median(pairs, pair => pair.Portal.Unsigned.PerSecond),
        BareSignedPerSecond = Median(pairs, pair => pair.Bare.Signed.PerSecond),
        BareUnsignedPerSecond = Median(pairs, pair => pair.Bare.Unsigned.PerSecond),
        SignedToVerifications = Math.Round(Median(pairs, pair => pair.Portal.Signed.PerSecond / pair.VerificationsPerSecond), 3),
        UnsignedToBare = Math.Round(Median(pairs, pair => pair.Portal.Unsigned.PerSecond / pair.Bare.Unsigned.PerSecond), 3),
        Missing = pairs.Sum(pair => pair.Portal.Sent - pair.Portal.Stored + pair.Bare.Sent - pair.Bare.Stored),
        Pairs = pairs,
    };

    private static double Median(IEnumerable<IngestPair> pairs, Func<IngestPair, double> figure) => Figures.Median(pairs.Select(figure));
}
