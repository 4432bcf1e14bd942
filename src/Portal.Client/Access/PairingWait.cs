namespace Portal.Client.Access;

/// <summary>A device that waits to be compared.</summary>
public sealed record PairingWait
{
    public required AccessPointId AccessPointId { get; init; }

    /// <summary>What its household calls it.</summary>
    public required string AccessPointName { get; init; }
}
