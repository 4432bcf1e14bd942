using Dapper;
using Portal.Ledger;
using Portal.Tests.Support;

namespace Portal.Tests.Ledger;

/// <summary>A ledger in a database of its own.</summary>
internal sealed class TestLedger : IDisposable
{
    public TestLedger()
    {
        Storage = new TestDatabase(Time);
        Writer = new LedgerWriter(Signal);
    }

    public ManualTime Time { get; } = new();

    public TestDatabase Storage { get; }

    public LedgerSignal Signal { get; } = new();

    public LedgerWriter Writer { get; }

    public LedgerReader Reader => new(Storage.Database);

    public LedgerFeed Feed => new(Storage.Database, Reader, Signal, Time);

    public Task<long> AppendAsync(params IReadOnlyList<NewEntry> entries) =>
        Storage.Database.WriteAsync(tx => Writer.Append(tx, Time.GetUtcNow(), entries), CancellationToken.None);

    public Task<T> TreeAsync<T>(Func<LedgerTree, T> read) =>
        Storage.Database.ReadAsync(connection => read(new LedgerTree(connection)), CancellationToken.None);

    /// <summary>What somebody with the database file and a text editor for SQL can do: no trigger, no foreign key holds them back.</summary>
    public Task TamperAsync(string sql) =>
        Storage.Database.WriteAsync(
            tx =>
            {
                foreach (var trigger in tx.Connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'ledger%'").ToList())
                    tx.Connection.Execute("DROP TRIGGER " + trigger);
                tx.Connection.Execute("PRAGMA ignore_check_constraints = ON; PRAGMA defer_foreign_keys = ON;");
                tx.Connection.Execute(sql);
            },
            CancellationToken.None);

    public void Dispose() => Storage.Dispose();
}
