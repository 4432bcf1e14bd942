using System.Data.Common;
using System.Numerics;
using Dapper;

namespace Portal.Ledger;

/// <summary>Roots and proofs of the stored tree (RFC 9162 §2.1.3 and §2.1.4), read from heads and complete subtrees.</summary>
internal sealed class LedgerTree(DbConnection connection)
{
    /// <summary>A stored subtree is higher by so much than the ones of the level below it.</summary>
    public const int FanHeight = 8;

    /// <summary>Leaves below one stored subtree of level 1.</summary>
    public const int Fan = 1 << FanHeight;

    public long Size() =>
        connection.QuerySingleOrDefault<long?>("SELECT size FROM ledger_tree") ?? throw LedgerBrokenException.NoSize();

    /// <summary>The root of the first <paramref name="size"/> leaves.</summary>
    public byte[] Root(long size) => size == 0 ? Merkle.Empty : Hash(0, size);

    /// <summary>The audit path of leaf <paramref name="index"/> in the tree of <paramref name="size"/> leaves, from the leaf up.</summary>
    public IReadOnlyList<byte[]> Inclusion(long index, long size)
    {
        if (index < 0 || index >= size)
            throw new ArgumentOutOfRangeException(nameof(index), index, "No such leaf in a tree of this size.");
        var path = new List<byte[]>();
        long start = 0;
        var count = size;
        while (count > 1)
        {
            var left = LeftOf(count);
            if (index - start < left)
            {
                path.Add(Hash(start + left, count - left));
                count = left;
            }
            else
            {
                path.Add(Hash(start, left));
                start += left;
                count -= left;
            }
        }

        path.Reverse();
        return path;
    }

    /// <summary>The proof that the tree of <paramref name="from"/> leaves is a prefix of the one of <paramref name="to"/>.</summary>
    public IReadOnlyList<byte[]> Consistency(long from, long to)
    {
        if (from < 1 || from > to)
            throw new ArgumentOutOfRangeException(nameof(from), from, "The older size is at least 1 and at most the newer size.");
        var proof = new List<byte[]>();
        long start = 0;
        var count = to;
        var old = from;
        var whole = true;
        while (old < count)
        {
            var left = LeftOf(count);
            if (old <= left)
            {
                proof.Add(Hash(start + left, count - left));
                count = left;
            }
            else
            {
                proof.Add(Hash(start, left));
                start += left;
                count -= left;
                old -= left;
                whole = false;
            }
        }

        if (!whole)
            proof.Add(Hash(start, count));
        proof.Reverse();
        return proof;
    }

    public byte[] LeafAt(long position) => Leaves(position, 1)[0];

    /// <summary>The hash over a range that the split of RFC 9162 yields: it starts at a multiple of its own rounded-up size.</summary>
    private byte[] Hash(long start, long count)
    {
        if (!BitOperations.IsPow2(count))
        {
            var left = LeftOf(count);
            return Merkle.Node(Hash(start, left), Hash(start + left, count - left));
        }

        var level = BitOperations.Log2((ulong)count) / FanHeight;
        var unit = 1L << (level * FanHeight);
        return Merkle.Fold(level == 0 ? Leaves(start, count) : Subtrees(level, start / unit, count / unit));
    }

    /// <summary>Hash of a complete subtree of level <paramref name="level"/> from what lies one level below.</summary>
    internal byte[] Complete(int level, long index) =>
        Merkle.Fold(level == 1 ? Leaves(index * Fan, Fan) : Subtrees(level - 1, index * Fan, Fan));

    private List<byte[]> Leaves(long start, long count) =>
        Whole(
            connection.Query<(long Position, long ReceivedAt, byte[] Commitment)>(
                    "SELECT position, received_at, commitment FROM ledger_head WHERE position >= @start AND position < @end ORDER BY position",
                    new { start, end = start + count })
                .Select(head => Merkle.Leaf(head.Position, DateTimeOffset.FromUnixTimeMilliseconds(head.ReceivedAt), head.Commitment)),
            count);

    private List<byte[]> Subtrees(int level, long start, long count) =>
        Whole(
            connection.Query<byte[]>(
                "SELECT hash FROM ledger_subtree WHERE level = @level AND idx >= @start AND idx < @end ORDER BY idx",
                new { level, start, end = start + count }),
            count);

    private static List<byte[]> Whole(IEnumerable<byte[]> hashes, long count)
    {
        var list = hashes.ToList();
        return list.Count == count
            ? list
            : throw new LedgerBrokenException($"The ledger has {list.Count} of {count} hashes where all should be; run 'ledger check'.");
    }

    /// <summary>The largest power of two below <paramref name="count"/>.</summary>
    private static long LeftOf(long count) => 1L << BitOperations.Log2((ulong)(count - 1));
}
