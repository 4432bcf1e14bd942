using Microsoft.Data.Sqlite;

namespace Portal.Benchmarks;

/// <summary>Counts what is in a database file, whoever wrote it.</summary>
internal static class StoredEvents
{
    public static async Task<long> CountAsync(string file, string table, CancellationToken cancellationToken)
    {
        var source = new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
        await using var connection = new SqliteConnection(source.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var count = connection.CreateCommand();
        count.CommandText = table switch
        {
            "device_event" => "SELECT count(*) FROM device_event",
            "event" => "SELECT count(*) FROM event",
            _ => throw new ArgumentOutOfRangeException(nameof(table), table, "No such table."),
        };
        return await count.ExecuteScalarAsync(cancellationToken) is long counted ? counted : 0;
    }
}
