using Dapper;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Portal.Ledger;
using Portal.Storage;
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

    public KeyFolder Keys => new(Path.Combine(Storage.Folder, "keys"));

    public LedgerReader Reader => new(Storage.Database);

    public LedgerFeed Feed => new(Storage.Database, Reader, Signal, Time);

    public Task<long> AppendAsync(params IReadOnlyList<NewEntry> entries) =>
        Storage.Database.WriteAsync(tx => Writer.Append(tx, Time.GetUtcNow(), entries), CancellationToken.None);

    public Task<T> TreeAsync<T>(Func<LedgerTree, T> read) =>
        Storage.Database.ReadAsync(connection => read(new LedgerTree(connection)), CancellationToken.None);

    /// <summary>What somebody with the database file and a tool for SQL can do: no trigger and no constraint holds them back.</summary>
    public void Tamper(Action<SqliteConnection> change)
    {
        Storage.Database.Dispose();
        using (var connection = new SqliteConnection($"Data Source={Storage.File};Pooling=False"))
        {
            connection.Open();
            foreach (var trigger in connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'ledger%'").ToList())
                connection.Execute("DROP TRIGGER " + trigger);
            connection.Execute("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;");
            change(connection);
        }

        Storage.Restart();
    }

    public void Tamper(string sql) => Tamper(connection => connection.Execute(sql));

    /// <summary>Runs the check of <c>ledger check</c> and returns its lines.</summary>
    public Task<IReadOnlyList<string>> CheckAsync() => CheckAsync(Storage.Database, LedgerKey.PublicKeyIn(Keys));

    public static async Task<IReadOnlyList<string>> CheckAsync(Database database, byte[]? publicKey)
    {
        var check = new LedgerCheck(new LedgerPages(database), publicKey, new Progress<long>());
        var faults = new List<string>();
        await foreach (var fault in check.RunAsync(CancellationToken.None))
            faults.Add(fault.ToString());
        return faults;
    }

    /// <summary>Signs checkpoints as the portal does, until it is stopped.</summary>
    public async Task<Checkpoints> StartCheckpointsAsync(string origin = "portal.example/ledger")
    {
        var checkpoints = new Checkpoints(
            Storage.Database, LedgerKey.LoadOrMake(Keys), new LedgerOrigin(origin), Time, NullLogger<Checkpoints>.Instance);
        await checkpoints.StartAsync(CancellationToken.None);
        return checkpoints;
    }

    /// <summary>Signs what is there now.</summary>
    public async Task SignAsync()
    {
        using var checkpoints = await StartCheckpointsAsync();
        await checkpoints.StopAsync(CancellationToken.None);
    }

    public void Dispose() => Storage.Dispose();
}
