using Microsoft.Data.Sqlite;

namespace Portal.Storage;

/// <summary>Opens SQLite connections with the settings of rule S37.</summary>
internal static class SqliteConnections
{
    private const string Both = "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA busy_timeout = 5000;";

    public static SqliteConnection OpenWriter(string connectionString) =>
        Open(connectionString, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;" + Both);

    public static SqliteConnection OpenReader(string connectionString) =>
        Open(connectionString, "PRAGMA query_only = ON;" + Both);

    private static SqliteConnection Open(string connectionString, string pragmas)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = pragmas;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
