namespace Portal.Access;

/// <summary>How far the numbers of one epoch have arrived.</summary>
internal sealed record EpochReach
{
    public required int Epoch { get; init; }

    public required long Highest { get; init; }

    /// <summary>All numbers up to this one have arrived.</summary>
    public required long Contiguous { get; init; }
}
