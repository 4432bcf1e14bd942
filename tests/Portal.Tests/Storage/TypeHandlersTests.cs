using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Storage;

public sealed class TypeHandlersTests : IDisposable
{
    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public TypeHandlersTests()
    {
        TypeHandlers.Register();
        _connection.Open();
        _connection.Execute("CREATE TABLE thing (household_id TEXT, seen_at INTEGER, is_late INTEGER)");
    }

    [Fact]
    public void Instant_WrittenAndRead_KeepsItsMilliseconds()
    {
        var at = ManualTime.Start.AddMilliseconds(7.9);
        _connection.Execute("INSERT INTO thing (seen_at) VALUES (@at)", new { at });

        Assert.Equal(at.ToUnixTimeMilliseconds(), _connection.ExecuteScalar<long>("SELECT seen_at FROM thing"));
        Assert.Equal(ManualTime.Start.AddMilliseconds(7), Single().SeenAt);
    }

    [Fact]
    public void Instant_OfAnotherOffset_IsStoredInUtc()
    {
        _connection.Execute("INSERT INTO thing (seen_at) VALUES (@at)", new { at = ManualTime.Start.ToOffset(TimeSpan.FromHours(9)) });
        Assert.Equal(TimeSpan.Zero, Single().SeenAt?.Offset);
        Assert.Equal(ManualTime.Start, Single().SeenAt);
    }

    [Fact]
    public void Id_WrittenAndRead_IsItsText()
    {
        var id = PortalId.New<HouseholdId>(ManualTime.Start);
        _connection.Execute("INSERT INTO thing (household_id, is_late) VALUES (@id, 1)", new { id });

        Assert.Equal(id.Value, _connection.ExecuteScalar<string>("SELECT household_id FROM thing"));
        Assert.Equal(id, Single().HouseholdId);
        Assert.True(Single().IsLate);
    }

    [Fact]
    public void Null_WrittenAndRead_StaysNull()
    {
        _connection.Execute(
            "INSERT INTO thing (household_id, seen_at) VALUES (@id, @at)",
            new { id = (HouseholdId?)null, at = (DateTimeOffset?)null });
        Assert.Null(Single().HouseholdId);
        Assert.Null(Single().SeenAt);
    }

    public void Dispose() => _connection.Dispose();

    private ThingRow Single() => _connection.QuerySingle<ThingRow>("SELECT household_id, seen_at, is_late FROM thing");

    private sealed class ThingRow
    {
        public HouseholdId? HouseholdId { get; init; }

        public DateTimeOffset? SeenAt { get; init; }

        public bool IsLate { get; init; }
    }
}
