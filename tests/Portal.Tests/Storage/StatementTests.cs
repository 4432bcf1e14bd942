using Microsoft.Data.Sqlite;
using Portal.Tests.Support;

namespace Portal.Tests.Storage;

public sealed class StatementTests : IAsyncLifetime
{
    private readonly TestDatabase _storage = new();
    private readonly CancellationToken _stop = TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        await _storage.Database.WriteAsync(tx => tx.Prepared("CREATE TABLE thing (a, b)").ExecuteNonQuery(), _stop);

    [Theory]
    [InlineData(7L, 7L)]
    [InlineData(7, 7L)]
    [InlineData(long.MinValue, long.MinValue)]
    [InlineData(true, 1L)]
    [InlineData(false, 0L)]
    [InlineData(0.5, 0.5)]
    [InlineData("", "")]
    [InlineData("Zoë’s\0key", "Zoë’s\0key")]
    [InlineData(new byte[] { 1, 0, 2 }, new byte[] { 1, 0, 2 })]
    [InlineData(new byte[0], new byte[0])]
    public async Task Value_WrittenAndRead_IsTheSame(object value, object read) =>
        Assert.Equal(read, await RoundTripAsync(value));

    [Fact]
    public async Task Null_WrittenAndRead_IsDbNull() => Assert.Equal(DBNull.Value, await RoundTripAsync(value: null));

    [Fact]
    public async Task ExecuteScalar_NoRow_IsNull() =>
        Assert.Null(await _storage.Database.WriteAsync(tx => tx.Prepared("SELECT a FROM thing WHERE a = @0", "nobody").ExecuteScalar(), _stop));

    [Fact]
    public async Task Parameters_NamedInAnotherOrderThanTheirNumbers_GoToTheirPlaces()
    {
        await _storage.Database.WriteAsync(tx => tx.Prepared("INSERT INTO thing (b, a) VALUES (@1, @0)", "a", "b").ExecuteNonQuery(), _stop);
        Assert.Equal("b", await _storage.Database.WriteAsync(tx => tx.Prepared("SELECT b FROM thing WHERE a = @0", "a").ExecuteScalar(), _stop));
    }

    [Fact]
    public async Task ExecuteNonQuery_ReturnsTheRowsChanged()
    {
        await _storage.Database.WriteAsync(tx => tx.Prepared("INSERT INTO thing (a) VALUES (@0), (@0), (@1)", 1, 2).ExecuteNonQuery(), _stop);
        Assert.Equal(2, await _storage.Database.WriteAsync(tx => tx.Prepared("DELETE FROM thing WHERE a = @0", 1).ExecuteNonQuery(), _stop));
    }

    [Fact]
    public async Task Failed_IsUsableAgain()
    {
        const string Insert = "INSERT INTO unique_thing (a) VALUES (@0)";
        await _storage.Database.WriteAsync(tx => tx.Prepared("CREATE TABLE unique_thing (a PRIMARY KEY)").ExecuteNonQuery(), _stop);
        await _storage.Database.WriteAsync(tx => tx.Prepared(Insert, 1).ExecuteNonQuery(), _stop);
        var refused = await Assert.ThrowsAsync<SqliteException>(
            () => _storage.Database.WriteAsync(tx => tx.Prepared(Insert, 1).ExecuteNonQuery(), _stop));
        Assert.Equal(SQLitePCL.raw.SQLITE_CONSTRAINT_PRIMARYKEY, refused.SqliteExtendedErrorCode);
        await _storage.Database.WriteAsync(tx => tx.Prepared(Insert, 2).ExecuteNonQuery(), _stop);
    }

    [Theory]
    [InlineData("SELECT @0")]
    [InlineData("SELECT @0, @1, @2")]
    [InlineData("SELECT @0, @2")]
    [InlineData("SELECT @0, @1; SELECT 1")]
    public async Task Prepared_TextDoesNotFitTheValues_IsRefused(string sql) =>
        await Assert.ThrowsAsync<ArgumentException>(() => _storage.Database.WriteAsync(tx => tx.Prepared(sql, 1, 2).ExecuteScalar(), _stop));

    [Fact]
    public async Task Prepared_AgainWithOtherCountOrAnotherKind_IsRefused()
    {
        await _storage.Database.WriteAsync(tx => tx.Prepared("SELECT @0", 1).ExecuteScalar(), _stop);
        await Assert.ThrowsAsync<ArgumentException>(() => _storage.Database.WriteAsync(tx => tx.Prepared("SELECT @0").ExecuteScalar(), _stop));
        await Assert.ThrowsAsync<ArgumentException>(
            () => _storage.Database.WriteAsync(tx => tx.Prepared("SELECT @0", ManualTime.Start).ExecuteScalar(), _stop));
    }

    [Fact]
    public async Task Prepared_TextsAreBuilt_IsRefusedAtTheBound() =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => _storage.Database.WriteAsync(
            tx =>
            {
                for (var i = 0; i < 1000; i++)
                    tx.Prepared("SELECT " + i.ToString(System.Globalization.CultureInfo.InvariantCulture)).ExecuteScalar();
            },
            _stop));

    public ValueTask DisposeAsync()
    {
        _storage.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<object?> RoundTripAsync(object? value) =>
        _storage.Database.WriteAsync(
            tx =>
            {
                tx.Prepared("DELETE FROM thing").ExecuteNonQuery();
                tx.Prepared("INSERT INTO thing (a) VALUES (@0)", value).ExecuteNonQuery();
                return tx.Prepared("SELECT a FROM thing").ExecuteScalar();
            },
            _stop);
}
