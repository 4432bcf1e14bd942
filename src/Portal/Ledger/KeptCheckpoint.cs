namespace Portal.Ledger;

/// <summary>A signed checkpoint as it is stored; size and root repeat what the note says.</summary>
internal sealed record KeptCheckpoint
{
    /// <summary>Hours since 1970-01-01T00:00Z.</summary>
    public required long Hour { get; init; }

    public required long Size { get; init; }

    public required byte[] Root { get; init; }

    public required string Note { get; init; }

    public static long HourOf(DateTimeOffset at) => at.ToUnixTimeMilliseconds() / 3_600_000;

    public static KeptCheckpoint Sign(Checkpoint checkpoint, LedgerKey key, DateTimeOffset now) => new()
    {
        Hour = HourOf(now),
        Size = checkpoint.Size,
        Root = checkpoint.Root,
        Note = SignedNote.Sign(checkpoint.Text, checkpoint.Origin, key),
    };
}
