using Dapper;
using Microsoft.Data.Sqlite;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Storage;

public sealed class MigrationsTests : IDisposable
{
    private static readonly MigrationScript First = new("0001-first.sql", "CREATE TABLE one (id INTEGER PRIMARY KEY);");
    private static readonly MigrationScript Second = new("0002-second.sql", "CREATE TABLE two (id INTEGER PRIMARY KEY);");
    private static readonly MigrationScript Third = new("0003-third.sql", "CREATE TABLE three (id INTEGER PRIMARY KEY);");

    private readonly SqliteConnection _connection = new("Data Source=:memory:");

    public MigrationsTests() => _connection.Open();

    [Fact]
    public void All_OfThisProgram_HaveNumbersOfTheirOwn()
    {
        var versions = MigrationScript.All.Select(script => script.Version).ToList();
        Assert.Equal(versions.Distinct().Order(), versions);
    }

    [Fact]
    public void Apply_NewDatabase_RunsAllInOrder()
    {
        Assert.Equal(["0001-first.sql", "0002-second.sql"], Apply(First, Second));
        Assert.Equal(["one", "schema_migration", "two"], Tables());
    }

    [Fact]
    public void Apply_Twice_RunsNothingAgain()
    {
        Apply(First);
        Assert.Empty(Apply(First));
    }

    [Fact]
    public void Apply_OlderDatabase_RunsWhatIsMissing()
    {
        Apply(First);
        Assert.Equal(["0002-second.sql", "0003-third.sql"], Apply(First, Second, Third));
    }

    [Fact]
    public void Apply_NewerDatabase_IsRefused()
    {
        Apply(First, Second);
        var refused = Assert.Throws<StorageException>(() => Apply(First));
        Assert.Contains("Start a newer version", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_ScriptHasChanged_IsRefused()
    {
        Apply(First);
        var refused = Assert.Throws<StorageException>(() => Apply(First with { Sql = "CREATE TABLE other (id INTEGER PRIMARY KEY);" }, Second));
        Assert.Contains("0001-first.sql has changed", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("two", Tables());
    }

    [Fact]
    public void Apply_ScriptWithALowerNumberThanTheNewest_IsRefused()
    {
        Apply(First, Third);
        var refused = Assert.Throws<StorageException>(() => Apply(First, Second, Third));
        Assert.Contains("0002-second.sql comes before 3", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Apply_ScriptFailsHalfway_LeavesNothingOfItAndIsTriedAgain()
    {
        var broken = Second with { Sql = "CREATE TABLE half (id INTEGER); CREATE TABLE one (id INTEGER);" };
        var failed = Assert.Throws<StorageException>(() => Apply(First, broken));
        Assert.Contains("0002-second.sql failed", failed.Message, StringComparison.Ordinal);
        Assert.Equal(["one", "schema_migration"], Tables());
        Assert.Equal(["0002-second.sql"], Apply(First, Second));
    }

    [Fact]
    public void Apply_DeliveryLife_KeepsTheGrantsAndWhatRefersToThem()
    {
        _connection.Execute("PRAGMA foreign_keys = ON");
        Apply([.. MigrationScript.All.Where(script => script.Version < 7)]);
        _connection.Execute(
            """
            INSERT INTO household VALUES ('h', 'Home', 'Europe/Berlin', 0);
            INSERT INTO access_point (id, household_id, kind, name, time_zone, handle, instructions, reach_metres, created_at)
            VALUES ('a', 'h', 'trunk', 'Car', 'Europe/Berlin', 'TRK-1', '', 150, 0);
            INSERT INTO access_grant (id, access_point_id, delivery_id, not_before, not_after, state, generation, link_hash, created_at)
            VALUES ('g', 'a', 'd', 0, 1, 'ready', 3, x'01', 0);
            INSERT INTO driver_session (id, grant_id, generation, cookie_hash, started_at) VALUES ('s', 'g', 3, zeroblob(32), 0);
            """);

        Apply([.. MigrationScript.All.Where(script => script.Version <= 7)]);

        Assert.Equal(("g", "ready", 3), _connection.QuerySingle<(string, string, int)>("SELECT id, state, generation FROM access_grant"));
        Assert.Empty(_connection.Query("PRAGMA foreign_key_check"));
        Assert.Throws<SqliteException>(() => _connection.Execute("DELETE FROM access_grant"));
    }

    public void Dispose() => _connection.Dispose();

    private IReadOnlyList<string> Apply(params MigrationScript[] scripts) => Migrations.Apply(_connection, scripts, ManualTime.Start);

    private IEnumerable<string> Tables() => _connection.Query<string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
}
