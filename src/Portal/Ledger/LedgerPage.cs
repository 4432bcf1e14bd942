namespace Portal.Ledger;

/// <summary>A stretch of the ledger as it is stored, all of it read at one moment.</summary>
internal sealed record LedgerPage
{
    public required IReadOnlyList<StoredHead> Heads { get; init; }

    /// <summary>Bodies from the first to the last of <see cref="Heads"/>, in order; on the last page all that follow.</summary>
    public required IReadOnlyList<StoredBody> Bodies { get; init; }

    /// <summary>Hashes of the complete subtrees that end in this stretch.</summary>
    public required IReadOnlyDictionary<(int Level, long Index), byte[]> Subtrees { get; init; }

    /// <summary>Set on the last page.</summary>
    public LedgerEnd? End { get; init; }
}

/// <summary>What is known once there are no more heads.</summary>
/// <param name="Size">The ledger's size as it is stored; null when its row is gone.</param>
/// <param name="NewestHead">Position of the last head; null while there is none.</param>
/// <param name="StraySubtrees">Stored subtrees that no ledger of this size has.</param>
internal sealed record LedgerEnd(long? Size, long? NewestHead, IReadOnlyList<(int Level, long Index)> StraySubtrees);

internal sealed record StoredHead(long Position, long ReceivedAt, byte[] Commitment);

internal sealed record StoredBody
{
    public required long Position { get; init; }

    public required byte[] Salt { get; init; }

    public required byte[] Body { get; init; }

    /// <summary>The columns that repeat what the body says.</summary>
    public required EntryColumns Columns { get; init; }
}
