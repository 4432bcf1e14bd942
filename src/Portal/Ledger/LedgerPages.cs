using System.Data.Common;
using Dapper;
using Portal.Storage;

namespace Portal.Ledger;

/// <summary>
/// Reads the ledger as it is stored, page by page, each from one short snapshot: a check of hours must not hold back the log of writes.
/// Values are cast, so that a column of the wrong type is compared and found wrong instead of stopping the check.
/// </summary>
internal sealed class LedgerPages(Database database)
{
    private const int Length = 2048;

    /// <summary>Subtrees are of 256^level leaves; a ledger that is higher than this does not exist.</summary>
    private const int HighestLevel = 7;

    /// <summary>What comes after a head; long.MinValue for the beginning, since a tampered position may be negative.</summary>
    public Task<LedgerPage> AfterAsync(long position, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => Read(connection, position), cancellationToken);

    public Task<IReadOnlyList<KeptCheckpoint>> CheckpointsAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(CheckpointStore.All, cancellationToken);

    private static LedgerPage Read(DbConnection connection, long after)
    {
        var heads = Heads(connection, after);
        var isLast = heads.Count < Length;
        var last = isLast ? long.MaxValue : heads[^1].Position;
        return new LedgerPage
        {
            Heads = heads,
            Bodies = Bodies(connection, after, last),
            Subtrees = Subtrees(connection, after + 1, heads.Count == 0 ? after + 1 : heads[^1].Position + 1),
            End = isLast ? End(connection) : null,
        };
    }

    private static List<StoredHead> Heads(DbConnection connection, long after) =>
        Rows(
            connection,
            """
            SELECT position, CAST(received_at AS INTEGER), CAST(commitment AS BLOB)
            FROM ledger_head WHERE position > @after ORDER BY position LIMIT @Length
            """,
            row => new StoredHead(row.GetInt64(0), row.GetInt64(1), row.GetFieldValue<byte[]>(2)),
            new { after, Length });

    private static List<StoredBody> Bodies(DbConnection connection, long after, long last) =>
        Rows(
            connection,
            """
            SELECT position, CAST(salt AS BLOB), CAST(body AS BLOB), CAST(id AS TEXT), CAST(kind AS TEXT), CAST(at AS INTEGER),
                   late IS TRUE, CAST(household_id AS TEXT), CAST(access_point_id AS TEXT), CAST(delivery_id AS TEXT),
                   CAST(device_id AS TEXT), CAST(actor_kind AS TEXT), CAST(actor_id AS TEXT)
            FROM ledger_body WHERE position > @after AND position <= @last ORDER BY position
            """,
            BodyOf,
            new { after, last });

    private static StoredBody BodyOf(DbDataReader row) => new()
    {
        Position = row.GetInt64(0),
        Salt = row.GetFieldValue<byte[]>(1),
        Body = row.GetFieldValue<byte[]>(2),
        Columns = new EntryColumns(
            Text(row, 3),
            Text(row, 4),
            row.GetInt64(5),
            row.GetBoolean(6),
            Text(row, 7),
            Text(row, 8),
            Text(row, 9),
            Text(row, 10),
            Text(row, 11),
            Text(row, 12)),
    };

    private static Dictionary<(int Level, long Index), byte[]> Subtrees(DbConnection connection, long start, long end)
    {
        var subtrees = new Dictionary<(int Level, long Index), byte[]>();
        start = Math.Max(start, 0);
        for (var (level, unit) = (1, (long)LedgerTree.Fan); level <= HighestLevel && unit <= end; level++, unit *= LedgerTree.Fan)
        {
            foreach (var (index, hash) in connection.Query<(long Index, byte[] Hash)>(
                "SELECT idx, CAST(hash AS BLOB) FROM ledger_subtree WHERE level = @level AND idx >= @first AND idx < @last",
                new { level, first = start / unit, last = end / unit }))
                subtrees.Add((level, index), hash);
        }

        return subtrees;
    }

    private static LedgerEnd End(DbConnection connection)
    {
        var newest = connection.QuerySingle<long?>("SELECT max(position) FROM ledger_head");
        return new LedgerEnd(
            connection.QuerySingleOrDefault<long?>("SELECT size FROM ledger_tree"),
            newest,
            connection.Query<(int Level, long Index)>(
                "SELECT level, idx FROM ledger_subtree WHERE idx < 0 OR level > @HighestLevel OR idx >= (@size >> (@FanHeight * level)) ORDER BY level, idx",
                new { HighestLevel, LedgerTree.FanHeight, size = (newest ?? -1) + 1 }).AsList());
    }

    /// <summary>Dapper asks SQLite for the types of columns, and a cast has none where there is no row.</summary>
    private static List<T> Rows<T>(DbConnection connection, string sql, Func<DbDataReader, T> rowOf, object parameters)
    {
        using var reader = connection.ExecuteReader(sql, parameters) as DbDataReader
            ?? throw new NotSupportedException("The provider's reader is no DbDataReader.");
        var rows = new List<T>();
        while (reader.Read())
            rows.Add(rowOf(reader));
        return rows;
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
