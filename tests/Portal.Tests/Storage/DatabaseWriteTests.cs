using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Client;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Storage;

public sealed class DatabaseWriteTests : IAsyncLifetime
{
    private readonly TestDatabase _storage = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        await _storage.Database.WriteAsync(
            tx => tx.Connection.Execute(
                """
                CREATE TABLE thing (name TEXT PRIMARY KEY, parent TEXT REFERENCES thing (name));
                CREATE TABLE filler (bytes BLOB NOT NULL);
                """),
            _stop);

    [Fact]
    public async Task WriteAsync_Succeeds_ReturnsTheResultAndKeepsTheRow()
    {
        Assert.Equal(1, await _storage.Database.WriteAsync(tx => Add(tx, "a"), _stop));
        Assert.Equal(["a"], await NamesAsync());
    }

    [Theory]
    [InlineData("de")]
    [InlineData("en")]
    public async Task WriteAsync_TextsMadeInIt_AreInTheCallersLanguage(string language)
    {
        using var spoken = Languages.Speak(language);

        Assert.Equal(language, await _storage.Database.WriteAsync(_ => Languages.Current, _stop));
    }

    [Fact]
    public async Task S23_WriteAsync_NeighbourInTheSameCommitStillRuns_IsNotAnsweredYet()
    {
        using var plug = new Plug(_storage.Database);
        var first = _storage.Database.WriteAsync(tx => Add(tx, "first"), _stop);
        using var second = new Plug(_storage.Database);
        plug.Pull();
        await second.Running;

        Assert.False(first.IsCompleted);
        Assert.Empty(await NamesAsync());

        second.Pull();
        await first;
        Assert.Equal(["first"], await NamesAsync());
    }

    [Fact]
    public async Task WriteAsync_OneOfThreeInACommitThrows_LeavesNothingAndDoesNotHurtTheOthers()
    {
        using var plug = new Plug(_storage.Database);
        var before = _storage.Database.WriteAsync(tx => Add(tx, "before"), _stop);
        var failing = _storage.Database.WriteAsync(
            tx =>
            {
                Add(tx, "half");
                throw new FormatException("the caller's own mistake");
            },
            _stop);
        var after = _storage.Database.WriteAsync(tx => Add(tx, "after"), _stop);
        plug.Pull();

        await Assert.ThrowsAsync<FormatException>(() => failing);
        await before;
        await after;
        Assert.Equal(["after", "before"], await NamesAsync());
    }

    [Fact]
    public async Task WriteAsync_ConstraintBroken_IsTheCallersAlone()
    {
        using var plug = new Plug(_storage.Database);
        var first = _storage.Database.WriteAsync(tx => Add(tx, "same"), _stop);
        var second = _storage.Database.WriteAsync(tx => Add(tx, "same"), _stop);
        plug.Pull();

        await first;
        await Assert.ThrowsAsync<SqliteException>(() => second);
        Assert.Equal(["same"], await NamesAsync());
    }

    [Fact]
    public async Task WriteAsync_CommitFails_AllOfItAreToldAndNoneIsKept()
    {
        using var plug = new Plug(_storage.Database);
        var innocent = _storage.Database.WriteAsync(tx => Add(tx, "innocent"), _stop);
        var dangling = _storage.Database.WriteAsync(
            tx => tx.Connection.Execute("PRAGMA defer_foreign_keys = ON; INSERT INTO thing (name, parent) VALUES ('orphan', 'nobody')"),
            _stop);
        plug.Pull();

        await Assert.ThrowsAsync<SqliteException>(() => innocent);
        await Assert.ThrowsAsync<SqliteException>(() => dangling);
        Assert.Empty(await NamesAsync());
        await _storage.Database.WriteAsync(tx => Add(tx, "next"), _stop);
        Assert.Equal(["next"], await NamesAsync());
    }

    [Fact]
    public async Task S09_WriteAsync_DiskFull_WholeCommitIsRefusedAndTheWriterGoesOn()
    {
        await SetMostPagesAsync("(SELECT page_count FROM pragma_page_count)");
        using var plug = new Plug(_storage.Database);
        var innocent = _storage.Database.WriteAsync(tx => Add(tx, "innocent"), _stop);
        var large = _storage.Database.WriteAsync(Fill, _stop);
        plug.Pull();

        await Assert.ThrowsAsync<SqliteException>(() => innocent);
        var full = await Assert.ThrowsAsync<SqliteException>(() => large);
        Assert.Equal(SQLitePCL.raw.SQLITE_FULL, full.SqliteErrorCode);
        Assert.Empty(await NamesAsync());

        await SetMostPagesAsync("1000000");
        await _storage.Database.WriteAsync(tx => Add(tx, "next"), _stop);
        Assert.Equal(["next"], await NamesAsync());
    }

    [Fact]
    public async Task S09_WriteAsync_DiskFullIsSwallowedByTheWork_NothingAfterItCommitsByItself()
    {
        await SetMostPagesAsync("(SELECT page_count FROM pragma_page_count)");
        var careless = _storage.Database.WriteAsync(
            tx =>
            {
                Assert.Throws<SqliteException>(() => Fill(tx));
                Assert.Throws<SqliteException>(() => Add(tx, "outside of any transaction"));
            },
            _stop);

        await Assert.ThrowsAsync<SqliteException>(() => careless);
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task WriteAsync_WorkCommitsByItself_IsRefused()
    {
        var early = _storage.Database.WriteAsync(
            tx =>
            {
                Add(tx, "early");
                tx.Connection.Execute("COMMIT TRANSACTION");
            },
            _stop);

        await Assert.ThrowsAsync<SqliteException>(() => early);
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task WriteAsync_CancelledWhileItWaits_NeverRuns()
    {
        using var plug = new Plug(_storage.Database);
        using var cancel = new CancellationTokenSource();
        var waiting = _storage.Database.WriteAsync(tx => Add(tx, "waiting"), cancel.Token);
        await cancel.CancelAsync();
        plug.Pull();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Empty(await NamesAsync());
    }

    [Fact]
    public async Task WriteAsync_CancelledOnceBegun_IsFinished()
    {
        using var cancel = new CancellationTokenSource();
        await _storage.Database.WriteAsync(
            tx =>
            {
                Add(tx, "begun");
                cancel.Cancel();
            },
            cancel.Token);
        Assert.Equal(["begun"], await NamesAsync());
    }

    [Fact]
    public async Task AfterCommit_RunsOnceWhenItIsReadable_AndNotForAPieceThatThrew()
    {
        var seen = new List<string>();
        void Look() => seen.AddRange(NamesAsync().GetAwaiter().GetResult());
        void Never() => seen.Add("never");

        using var plug = new Plug(_storage.Database);
        var failing = _storage.Database.WriteAsync(
            tx =>
            {
                tx.AfterCommit(Never);
                throw new FormatException();
            },
            _stop);
        var one = _storage.Database.WriteAsync(
            tx =>
            {
                Add(tx, "one");
                tx.AfterCommit(Look);
                tx.AfterCommit(Look);
            },
            _stop);
        plug.Pull();

        await Assert.ThrowsAsync<FormatException>(() => failing);
        await one;
        Assert.Equal(["one"], seen);
    }

    [Fact]
    public async Task AfterCommit_Throws_CallerStillLearnsThatItIsKept()
    {
        await _storage.Database.WriteAsync(
            tx =>
            {
                Add(tx, "kept");
                tx.AfterCommit(() => throw new FormatException());
            },
            _stop);
        Assert.Equal(["kept"], await NamesAsync());
    }

    [Fact]
    public async Task Dispose_WritesWait_FinishesThemFirst()
    {
        using var plug = new Plug(_storage.Database);
        var waiting = Enumerable.Range(0, 1000).Select(i => _storage.Database.WriteAsync(tx => Add(tx, $"{i:0000}"), _stop)).ToList();
        plug.Pull();
        _storage.Restart();

        await Task.WhenAll(waiting);
        Assert.Equal(1000, (await NamesAsync()).Count);
    }

    [Fact]
    public async Task WriteAsync_ManyAtOnce_EachIsAnsweredWithItsOwnResult()
    {
        var all = Enumerable.Range(0, 5000).Select(i => Task.Run(
            () => _storage.Database.WriteAsync(
                tx =>
                {
                    Add(tx, $"{i:0000}");
                    return i;
                },
                _stop),
            _stop));
        Assert.Equal(Enumerable.Range(0, 5000), await Task.WhenAll(all));
        Assert.Equal(5000, (await NamesAsync()).Count);
    }

    public ValueTask DisposeAsync()
    {
        _storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private static int Add(Transaction tx, string name) => tx.Prepared("INSERT INTO thing (name) VALUES (@0)", name).ExecuteNonQuery();

    private static int Fill(Transaction tx) => tx.Connection.Execute("INSERT INTO filler (bytes) VALUES (randomblob(4000000))");

    private Task SetMostPagesAsync(string pages) =>
        _storage.Database.WriteAsync(
            tx =>
            {
                var most = tx.Connection.ExecuteScalar<long>("SELECT " + pages);
                tx.Connection.Execute($"PRAGMA max_page_count = {most}");
            },
            _stop);

    private Task<List<string>> NamesAsync() =>
        _storage.Database.ReadAsync(connection => connection.Query<string>("SELECT name FROM thing ORDER BY name").ToList(), _stop);
}
