using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Portal.Storage;

/// <summary>Numbered scripts that only ever go forward; each runs once, in its own transaction.</summary>
internal static class Migrations
{
    private const string Folder = "Migrations/";

    /// <summary>Applies what is missing and returns the names of what was applied.</summary>
    /// <exception cref="StorageException">The file was made by a newer program, or an applied script has changed.</exception>
    public static IReadOnlyList<string> Apply(SqliteConnection connection, DateTimeOffset now)
    {
        connection.Execute(
            """
            CREATE TABLE IF NOT EXISTS schema_migration (
                version INTEGER PRIMARY KEY,
                name TEXT NOT NULL,
                sha256 TEXT NOT NULL,
                applied_at INTEGER NOT NULL)
            """);
        var applied = connection.Query<(int Version, string Sha256)>("SELECT version, sha256 FROM schema_migration").ToDictionary();
        var scripts = Scripts();
        RefuseForeign(applied, scripts);

        var names = new List<string>();
        foreach (var script in scripts.Where(script => !applied.ContainsKey(script.Version)))
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(script.Sql, transaction: transaction);
            connection.Execute(
                "INSERT INTO schema_migration (version, name, sha256, applied_at) VALUES (@Version, @Name, @Sha256, @now)",
                new { script.Version, script.Name, script.Sha256, now = now.ToUnixTimeMilliseconds() },
                transaction);
            transaction.Commit();
            names.Add(script.Name);
        }

        return names;
    }

    private static void RefuseForeign(Dictionary<int, string> applied, IReadOnlyList<Script> scripts)
    {
        foreach (var (version, sha256) in applied)
        {
            var script = scripts.FirstOrDefault(script => script.Version == version)
                ?? throw new StorageException($"The database has migration {version}, which this program does not know. Start a newer version.");
            if (script.Sha256 != sha256)
                throw new StorageException($"Migration {script.Name} has changed since it was applied. Migrations only go forward: add a new one.");
        }
    }

    private static List<Script> Scripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => Script.Read(assembly, name))
            .ToList();
    }

    private sealed record Script(int Version, string Name, string Sql, string Sha256)
    {
        public static Script Read(Assembly assembly, string resource)
        {
            using var stream = assembly.GetManifestResourceStream(resource) ?? throw new StorageException("No script " + resource);
            using var reader = new StreamReader(stream, Encoding.UTF8);
            var sql = reader.ReadToEnd();
            var name = resource[Folder.Length..];
            return new Script(
                int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture),
                name,
                sql,
                Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql))));
        }
    }
}
