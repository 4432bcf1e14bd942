using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Storage;

/// <summary>Rule S37.</summary>
public sealed class OneWriterTests
{
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task S37_Open_AnotherProcessWritesToTheFile_IsRefused()
    {
        using var storage = new TestDatabase();
        using var second = new HelperProcess("hold", storage.File);

        var said = await second.ReadLineAsync(_stop);
        await second.EndAsync(_stop);

        Assert.Contains("One file has one writing process", said, StringComparison.Ordinal);
        Assert.Equal(1, second.ExitCode);
    }

    [Fact]
    public async Task S37_Open_OtherProcessWasKilled_TakesOver()
    {
        using var storage = new TestDatabase();
        storage.Database.Dispose();
        using var second = new HelperProcess("hold", storage.File);
        Assert.Equal("open", await second.ReadLineAsync(_stop));
        Assert.Throws<StorageException>(storage.Restart);

        second.Kill();
        await second.EndAsync(_stop);
        storage.Restart();
    }

    [Fact]
    public void S37_Open_SameFileByALink_IsRefused()
    {
        using var storage = new TestDatabase();
        var link = Path.Combine(storage.Folder, "link.db");
        File.CreateSymbolicLink(link, storage.File);

        using var other = TestDatabase.At(link, new ManualTime());
        Assert.Throws<StorageException>(other.Open);
    }

    [Fact]
    public void Open_FailedOnce_CanBeTriedAgain()
    {
        using var storage = new TestDatabase();
        using var other = storage.Another();
        Assert.Throws<StorageException>(other.Open);

        storage.Database.Dispose();
        other.Open();
    }

    [Fact]
    public async Task S37_ReadAsync_BesideTheWriter_IsReadOnly()
    {
        using var storage = new TestDatabase();
        var refused = await Assert.ThrowsAsync<SqliteException>(
            () => storage.Database.ReadAsync(connection => connection.Execute("DELETE FROM ledger_follower"), _stop));
        Assert.Equal(SQLitePCL.raw.SQLITE_READONLY, refused.SqliteErrorCode);
    }

    [Fact]
    public async Task S37_Connections_HaveTheirSettings()
    {
        using var storage = new TestDatabase();
        var writer = await storage.Database.WriteAsync(tx => Settings(tx.Connection), _stop);
        var reader = await storage.Database.ReadAsync(Settings, _stop);

        Assert.Equal(new PragmaRow("wal", Synchronous: 2, ForeignKeys: 1, TrustedSchema: 0, QueryOnly: 0), writer);
        Assert.Equal(new PragmaRow("wal", Synchronous: 2, ForeignKeys: 1, TrustedSchema: 0, QueryOnly: 1), reader);
    }

    [Fact]
    public async Task S37_ManyWrites_AreCopiedIntoTheDatabaseByTheWriterItself()
    {
        using var storage = new TestDatabase();
        await storage.Database.WriteAsync(tx => tx.Connection.Execute("CREATE TABLE filler (bytes BLOB NOT NULL)"), _stop);
        for (var i = 0; i < 40; i++)
            await storage.Database.WriteAsync(tx => tx.Prepared("INSERT INTO filler (bytes) VALUES (randomblob(1000000))").ExecuteNonQuery(), _stop);

        // 40 MB went through a log of writes that begins anew after every 4.
        Assert.InRange(new FileInfo(storage.File + "-wal").Length, 1, 12_000_000);
        Assert.InRange(new FileInfo(storage.File).Length, 30_000_000, long.MaxValue);
    }

    [Fact]
    public async Task S37_Dispose_WriterGoesLast_LeavesNoLogOfWrites()
    {
        using var storage = new TestDatabase();
        await storage.Database.WriteAsync(tx => tx.Connection.Execute("INSERT INTO ledger_follower (name, position) VALUES ('a', 1)"), _stop);
        await storage.Database.ReadAsync(connection => connection.ExecuteScalar<long>("SELECT position FROM ledger_follower"), _stop);
        storage.Database.Dispose();

        Assert.False(File.Exists(storage.File + "-wal"));
    }

    [Fact]
    public async Task S36_Open_NewFile_IsForItsOwnerOnly()
    {
        using var storage = new TestDatabase();
        await storage.Database.WriteAsync(tx => tx.Connection.Execute("INSERT INTO ledger_follower (name, position) VALUES ('a', 1)"), _stop);

        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no such modes.");
            return;
        }

        foreach (var file in Directory.GetFiles(storage.Folder))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    private static PragmaRow Settings(System.Data.Common.DbConnection connection) =>
        new(
            connection.ExecuteScalar<string>("PRAGMA journal_mode") ?? "",
            connection.ExecuteScalar<long>("PRAGMA synchronous"),
            connection.ExecuteScalar<long>("PRAGMA foreign_keys"),
            connection.ExecuteScalar<long>("PRAGMA trusted_schema"),
            connection.ExecuteScalar<long>("PRAGMA query_only"));

    private sealed record PragmaRow(string JournalMode, long Synchronous, long ForeignKeys, long TrustedSchema, long QueryOnly);
}
