using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Storage;

namespace Portal.Tests.Storage;

/// <summary>A command that is used again must be as good as new.</summary>
public sealed class KeptConnectionTests : IDisposable
{
    private const string Echo = "SELECT @value";

    private readonly KeptConnection _connection;

    public KeptConnectionTests()
    {
        var inner = new SqliteConnection("Data Source=:memory:");
        inner.Open();
        _connection = new KeptConnection(inner);
    }

    public void Dispose() => _connection.Dispose();

    [Fact]
    public void Query_SameTextAgain_TakesTheNewValues()
    {
        Assert.Equal(1, _connection.QuerySingle<long>(Echo, new { value = 1 }));
        Assert.Equal("two", _connection.QuerySingle<string>(Echo, new { value = "two" }));
        Assert.Null(_connection.QuerySingle<string?>(Echo, new { value = (string?)null }));
    }

    [Fact]
    public void Query_SameTextWithoutItsValue_IsRefused()
    {
        Assert.Equal(1, _connection.QuerySingle<long>(Echo, new { value = 1 }));
        Assert.Throws<InvalidOperationException>(() => _connection.QuerySingle<long>(Echo));
    }

    [Fact]
    public void Query_SameTextWhileItIsRead_HasACommandOfItsOwn()
    {
        const string twoRows = "SELECT @value UNION ALL SELECT @value + 1";
        var seen = new List<long>();
        foreach (var outer in _connection.Query<long>(twoRows, new { value = 10 }, buffered: false))
            seen.AddRange(_connection.Query<long>(twoRows, new { value = outer * 10 }));

        Assert.Equal([100, 101, 110, 111], seen);
    }

    [Fact]
    public void Query_AfterItFailed_WorksAgain()
    {
        const string parse = "SELECT json(@value)";
        Assert.Throws<SqliteException>(() => _connection.QuerySingle<string>(parse, new { value = "{" }));
        Assert.Equal("{}", _connection.QuerySingle<string>(parse, new { value = "{}" }));
    }

    [Fact]
    public void Query_ListsOfDifferentLength_AreEachRead()
    {
        const string among = "SELECT value FROM json_each('[1,2,3]') WHERE value IN @values";
        Assert.Equal([1, 3], _connection.Query<long>(among, new { values = new[] { 1, 3 } }));
        Assert.Equal([2], _connection.Query<long>(among, new { values = new[] { 2 } }));
        Assert.Empty(_connection.Query<long>(among, new { values = Array.Empty<int>() }));
    }

    [Fact]
    public void Query_AfterTheSchemaChanged_SeesTheNewColumn()
    {
        _connection.Execute("CREATE TABLE thing (id INTEGER)");
        _connection.Execute("INSERT INTO thing (id) VALUES (1)");
        Assert.Equal(1, _connection.QuerySingle<long>("SELECT id FROM thing"));

        _connection.Execute("DROP TABLE thing");
        _connection.Execute("CREATE TABLE thing (id TEXT)");
        _connection.Execute("INSERT INTO thing (id) VALUES ('one')");
        Assert.Equal("one", _connection.QuerySingle<string>("SELECT id FROM thing"));
    }
}
