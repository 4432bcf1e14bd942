using Dapper;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Portal.Storage;

/// <summary>Opens SQLite connections with the settings of rule S37.</summary>
internal static class SqliteConnections
{
    /// <summary>What every connection needs: foreign keys are off by default, and a schema that somebody planted must not run code.</summary>
    private const string Every = "PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA busy_timeout = 5000;";

    /// <summary>
    /// Each commit is on disk before it is answered (FULL). Triggers also guard against REPLACE (recursive_triggers), what is erased
    /// is overwritten (secure_delete), and the log of writes shrinks again after a burst. The writer checkpoints by itself.
    /// </summary>
    private const string Writing =
        """
        PRAGMA synchronous = FULL; PRAGMA recursive_triggers = ON; PRAGMA secure_delete = ON;
        PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -65536;
        """;

    /// <summary>The one connection that writes and, alone, checkpoints.</summary>
    /// <exception cref="StorageException">The file system cannot hold a database with a write-ahead log.</exception>
    public static SqliteConnection OpenWriter(string connectionString)
    {
        var connection = Open(connectionString, Every + Writing);
        var mode = connection.ExecuteScalar<string>("PRAGMA journal_mode = WAL");
        if (mode == "wal")
            return connection;
        connection.Dispose();
        throw new StorageException($"{connection.DataSource} stays in journal mode '{mode}': put it on a local disk, which can hold a write-ahead log.");
    }

    public static SqliteConnection OpenReader(string connectionString) => Open(connectionString, Every + "PRAGMA query_only = ON;");

    public static bool IsInTransaction(SqliteConnection connection) => raw.sqlite3_get_autocommit(connection.Handle) == 0;

    private static SqliteConnection Open(string connectionString, string pragmas)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            connection.Execute(pragmas);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
