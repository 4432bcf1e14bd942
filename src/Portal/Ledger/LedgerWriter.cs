using System.Security.Cryptography;
using Portal.Client;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Ledger;

/// <summary>The one way into the ledger: inside the transaction that causes the entry, as its last statements.</summary>
internal sealed class LedgerWriter(LedgerSignal signal)
{
    // Two statements: RETURNING would keep its rows in a temporary table, at five times the cost.
    private const string ReadSize = "SELECT size FROM ledger_tree";
    private const string SetSize = "UPDATE ledger_tree SET size = @0";
    private const string InsertHead = "INSERT INTO ledger_head (position, received_at, commitment) VALUES (@0, @1, @2)";

    private const string InsertBody =
        """
        INSERT INTO ledger_body (position, id, kind, at, late, household_id, access_point_id, delivery_id, device_id,
                                 actor_kind, actor_id, salt, body)
        VALUES (@0, @1, @2, @3, @4, @5, @6, @7, @8, @9, @10, @11, @12)
        """;

    private const string InsertSubtree = "INSERT INTO ledger_subtree (level, idx, hash) VALUES (@0, @1, @2)";

    private readonly Action _ring = signal.Ring;

    /// <summary>Appends one entry and returns its position. It exists once the transaction has committed.</summary>
    public long Append(Transaction tx, DateTimeOffset now, NewEntry entry) => Append(tx, now, [entry]);

    /// <summary>Appends entries in order and returns the position of the first.</summary>
    public long Append(Transaction tx, DateTimeOffset now, IReadOnlyList<NewEntry> entries)
    {
        // One writer: nobody else takes positions in between, so there are no gaps.
        var first = TakeNext(tx, entries.Count);
        for (var i = 0; i < entries.Count; i++)
        {
            Insert(tx, first + i, now, entries[i]);
            CloseSubtrees(tx, first + i + 1);
        }

        tx.AfterCommit(_ring);
        return first;
    }

    private static long TakeNext(Transaction tx, int count)
    {
        if (tx.Prepared(ReadSize).ExecuteScalar() is not long size)
            throw LedgerBrokenException.NoSize();
        tx.Prepared(SetSize, size + count).ExecuteNonQuery();
        return size;
    }

    private static void Insert(Transaction tx, long position, DateTimeOffset now, NewEntry entry)
    {
        var id = PortalId.New<EventId>(now);
        var salt = RandomNumberGenerator.GetBytes(Merkle.HashSize);
        var body = EntryBody.Write(id, entry);
        tx.Prepared(InsertHead, position, now.ToUnixTimeMilliseconds(), Merkle.Commitment(salt, body)).ExecuteNonQuery();
        tx.Prepared(
            InsertBody,
            position,
            id.Value,
            entry.Kind,
            entry.At.ToUnixTimeMilliseconds(),
            entry.Late ? 1 : 0,
            entry.Household?.Value,
            entry.AccessPoint?.Value,
            entry.Delivery?.Value,
            entry.Device?.Value,
            Words.Of(entry.Actor.Kind),
            entry.Actor.Id,
            salt,
            body).ExecuteNonQuery();
    }

    private static void CloseSubtrees(Transaction tx, long size)
    {
        var tree = new LedgerTree(tx.Connection);
        var level = 1;
        for (var count = size; count % LedgerTree.Fan == 0; level++)
        {
            count /= LedgerTree.Fan;
            tx.Prepared(InsertSubtree, level, count - 1, tree.Complete(level, count - 1)).ExecuteNonQuery();
        }
    }
}
