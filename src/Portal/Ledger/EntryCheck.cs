using System.Text.Json;
using Portal.Client;

namespace Portal.Ledger;

/// <summary>What one stored entry says about itself, compared with itself.</summary>
internal static class EntryCheck
{
    private static readonly long Earliest = DateTimeOffset.MinValue.ToUnixTimeMilliseconds();
    private static readonly long Latest = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    /// <summary>The leaf hash of a head; null when no head can have been written like this.</summary>
    public static byte[]? LeafOf(StoredHead head) =>
        head.Commitment.Length == Merkle.HashSize && IsInstant(head.ReceivedAt)
            ? Merkle.Leaf(head.Position, DateTimeOffset.FromUnixTimeMilliseconds(head.ReceivedAt), head.Commitment)
            : null;

    public static LedgerFault? FaultOf(StoredHead head, StoredBody stored)
    {
        if (!Merkle.Commitment(stored.Salt, stored.Body).AsSpan().SequenceEqual(head.Commitment))
            return LedgerFault.At(head.Position, "the body is not the one that its head commits to");
        if (EntryBody.ColumnsOf(stored.Body) is not { } said)
            return LedgerFault.At(head.Position, "the body cannot be read");
        return said == stored.Columns ? null : LedgerFault.At(head.Position, "the columns beside the body do not say what it says");
    }

    /// <summary>What the trace of an erasure explains; only what came before it.</summary>
    public static IEnumerable<long> PositionsErasedBy(StoredBody erasure)
    {
        try
        {
            var trace = JsonSerializer.Deserialize<LedgerErasure.Trace>(EntryBody.DataOf(erasure.Body), PortalJson.Options);
            return trace?.Positions?.Where(position => position < erasure.Position) ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsInstant(long milliseconds) => milliseconds >= Earliest && milliseconds <= Latest;
}
