using System.Data.Common;
using Dapper;
using Portal.Storage;

namespace Portal.Ledger;

/// <summary>The signed checkpoints that are kept: the newest of each UTC hour.</summary>
internal static class CheckpointStore
{
    private const string Columns = "hour, size, root, note";

    public static KeptCheckpoint? Newest(DbConnection connection) =>
        connection.QueryFirstOrDefault<KeptCheckpoint>($"SELECT {Columns} FROM ledger_checkpoint ORDER BY size DESC, hour DESC LIMIT 1");

    /// <summary>All of them, in the order of the ledger.</summary>
    public static IReadOnlyList<KeptCheckpoint> All(DbConnection connection) =>
        connection.Query<KeptCheckpoint>($"SELECT {Columns} FROM ledger_checkpoint ORDER BY size, hour").AsList();

    // A clock that was set back must not replace a later checkpoint by an earlier one.
    public static void Keep(Transaction tx, KeptCheckpoint kept) =>
        tx.Connection.Execute(
            """
            INSERT INTO ledger_checkpoint (hour, size, root, note) VALUES (@Hour, @Size, @Root, @Note)
            ON CONFLICT (hour) DO UPDATE SET size = excluded.size, root = excluded.root, note = excluded.note
            WHERE excluded.size >= ledger_checkpoint.size
            """,
            kept);
}
