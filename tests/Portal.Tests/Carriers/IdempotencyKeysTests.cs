using Dapper;
using Portal.Carriers;
using Portal.Tests.Deliveries;

namespace Portal.Tests.Carriers;

/// <summary>How long an answer is kept, for whom, and for which call.</summary>
public sealed class IdempotencyKeysTests : IDisposable
{
    private static readonly byte[] Hash = [.. Enumerable.Repeat((byte)1, 32)];
    private static readonly byte[] OtherHash = [.. Enumerable.Repeat((byte)2, 32)];
    private readonly DeliveryHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Find_WithinTheDay_IsTheSameAnswer()
    {
        await KeepAsync("one", ApiAnswer.Created("/there", new { a = 1 }));
        _house.Time.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMilliseconds(1));

        var found = await FindAsync("one", Hash);

        Assert.Equal((201, "/there", """{"a":1}"""), (found?.Status, found?.Location, found?.Body));
    }

    [Fact]
    public async Task Find_AfterTheDay_IsNew()
    {
        await KeepAsync("one", ApiAnswer.Ok(new { a = 1 }));
        _house.Time.Advance(TimeSpan.FromHours(24));

        Assert.Null(await FindAsync("one", Hash));
        await KeepAsync("one", ApiAnswer.Ok(new { a = 2 }));
        Assert.Equal("""{"a":2}""", (await FindAsync("one", Hash))?.Body);
    }

    [Fact]
    public async Task Find_AnotherCallUnderTheKey_IsAConflict()
    {
        await KeepAsync("one", ApiAnswer.Ok(new { a = 1 }));

        Assert.Equal(409, (await FindAsync("one", OtherHash))?.Status);
    }

    [Fact]
    public async Task Find_TheSameKeyOfAnotherCarrier_IsNew()
    {
        await KeepAsync("one", ApiAnswer.Ok(new { a = 1 }));

        Assert.Null(await _house.Database.ReadAsync(
            connection => IdempotencyKeys.Find(connection, _house.OtherCarrier, "one", Hash, _house.Time.GetUtcNow()), DeliveryHouse.Stop));
    }

    [Fact]
    public async Task Keep_ARefusal_IsAskedAnew()
    {
        await KeepAsync("one", ApiAnswer.Refused(409, "not_possible", "No."));

        Assert.Null(await FindAsync("one", Hash));
    }

    [Fact]
    public async Task S35_Keep_ForgetsWhatIsOver()
    {
        for (var i = 0; i < 20; i++)
            await KeepAsync("old " + i, ApiAnswer.Ok(new { i }));
        _house.Time.Advance(TimeSpan.FromHours(25));

        await KeepAsync("new", ApiAnswer.Ok(new { a = 1 }));

        Assert.Equal(1, await _house.Database.ReadAsync(
            connection => connection.ExecuteScalar<int>("SELECT count(*) FROM idempotency_key"), DeliveryHouse.Stop));
    }

    private Task<ApiAnswer?> FindAsync(string key, byte[] hash) => _house.Database.ReadAsync(
        connection => IdempotencyKeys.Find(connection, _house.Carrier, key, hash, _house.Time.GetUtcNow()), DeliveryHouse.Stop);

    private Task KeepAsync(string key, ApiAnswer answer) => _house.Database.WriteAsync(
        tx => IdempotencyKeys.Keep(tx, _house.Carrier, key, Hash, answer, _house.Time.GetUtcNow()), DeliveryHouse.Stop);
}
