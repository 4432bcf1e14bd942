using Dapper;
using Microsoft.Data.Sqlite;

namespace Portal.Storage;

/// <summary>Numbered scripts that only ever go forward; each runs once, in its own transaction.</summary>
internal static class Migrations
{
    /// <summary>Applies what is missing and returns the names of what was applied.</summary>
    /// <exception cref="StorageException">The file was made by a newer program, or an applied script has changed.</exception>
    public static IReadOnlyList<string> Apply(SqliteConnection connection, DateTimeOffset now) =>
        Apply(connection, MigrationScript.All, now);

    internal static IReadOnlyList<string> Apply(SqliteConnection connection, IReadOnlyList<MigrationScript> scripts, DateTimeOffset now)
    {
        connection.Execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migration (
                version INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                applied_at INTEGER NOT NULL)
            """);
        var applied = connection.Query<(int Version, string Sha256)>("SELECT version, sha256 FROM schema_migration ORDER BY version").ToList();
        foreach (var (version, sha256) in applied)
            RefuseForeign(version, sha256, scripts);

        var missing = scripts.Where(script => !applied.Exists(one => one.Version == script.Version)).OrderBy(script => script.Version).ToList();
        if (missing.Count > 0 && applied.Count > 0 && missing[0].Version < applied[^1].Version)
            throw new StorageException($"Migration {missing[0].Name} comes before {applied[^1].Version}, which the database has already. Migrations only go forward: give it a higher number.");
        foreach (var script in missing)
            Apply(connection, script, now);
        return missing.ConvertAll(script => script.Name);
    }

    private static void RefuseForeign(int version, string sha256, IReadOnlyList<MigrationScript> scripts)
    {
        var script = scripts.FirstOrDefault(script => script.Version == version)
            ?? throw new StorageException($"The database has migration {version}, which this program does not know. Start a newer version.");
        if (script.Sha256 != sha256)
            throw new StorageException($"Migration {script.Name} has changed since it was applied. Migrations only go forward: add a new one.");
    }

    private static void Apply(SqliteConnection connection, MigrationScript script, DateTimeOffset now)
    {
        try
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(script.Sql, transaction: transaction);
            connection.Execute(
                "INSERT INTO schema_migration (version, name, sha256, applied_at) VALUES (@Version, @Name, @Sha256, @now)",
                new { script.Version, script.Name, script.Sha256, now = now.ToUnixTimeMilliseconds() },
                transaction);
            transaction.Commit();
        }
        catch (SqliteException exception)
        {
            throw new StorageException($"Migration {script.Name} failed, and nothing of it was kept: {exception.Message}");
        }
    }
}
