using Dapper;
using Portal.Tests.Support;

namespace Portal.Tests.Storage;

public sealed class DatabaseReadTests : IDisposable
{
    private readonly TestDatabase _storage = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    [Fact]
    public async Task ReadAsync_WriteBetweenTwoStatements_SeesOneState()
    {
        await SetAsync(1);
        var (before, after) = await _storage.Database.ReadAsync(
            connection =>
            {
                var first = Get(connection);
                SetAsync(2).Wait(TimeSpan.FromSeconds(60), _stop);
                return (first, Get(connection));
            },
            _stop);

        Assert.Equal((1, 1), (before, after));
        Assert.Equal(2, await _storage.Database.ReadAsync(Get, _stop));
    }

    [Fact]
    public async Task ReadAsync_QueryThrew_NextReaderSeesTheNewestCommit()
    {
        await SetAsync(1);
        await Assert.ThrowsAsync<FormatException>(
            () => _storage.Database.ReadAsync<long>(
                connection =>
                {
                    Get(connection);
                    throw new FormatException();
                },
                _stop));
        await SetAsync(2);
        Assert.Equal(2, await _storage.Database.ReadAsync(Get, _stop));
    }

    [Fact]
    public async Task ReadAsync_MoreReadersThanPlaces_AllAreServed()
    {
        await SetAsync(7);
        var all = Enumerable.Range(0, 200).Select(_ => Task.Run(() => _storage.Database.ReadAsync(Get, _stop), _stop));
        Assert.All(await Task.WhenAll(all), position => Assert.Equal(7, position));
    }

    [Fact]
    public async Task ReadAsync_AfterDispose_IsRefused()
    {
        _storage.Database.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _storage.Database.ReadAsync(Get, _stop));
    }

    public void Dispose() => _storage.Dispose();

    private static long Get(System.Data.Common.DbConnection connection) =>
        connection.ExecuteScalar<long>("SELECT position FROM ledger_follower WHERE name = 'test'");

    private Task SetAsync(long position) =>
        _storage.Database.WriteAsync(
            tx => tx.Connection.Execute("INSERT OR REPLACE INTO ledger_follower (name, position) VALUES ('test', @position)", new { position }),
            _stop);
}
