using Microsoft.Data.Sqlite;

namespace Portal.Storage;

/// <summary>The database file, and the lock beside it that keeps a second writing process away.</summary>
internal sealed class StorageFile : IDisposable
{
    private readonly SqliteConnectionStringBuilder _connection;
    private FileStream? _lock;

    private StorageFile(SqliteConnectionStringBuilder connection) => _connection = connection;

    public string Path => _connection.DataSource;

    public static StorageFile Of(StorageOptions options, string contentRoot)
    {
        var connection = new SqliteConnectionStringBuilder(options.ConnectionString);
        connection.DataSource = System.IO.Path.GetFullPath(connection.DataSource, contentRoot);
        return new StorageFile(connection);
    }

    public string ConnectionString(SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder(_connection.ConnectionString) { Mode = mode, Pooling = mode == SqliteOpenMode.ReadOnly }
            .ConnectionString;

    public void Lock()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path) ?? throw new StorageException(Path + " is no file."));
        try
        {
            _lock = new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new StorageException($"Another process writes to {Path}. Stop it first: one file has one writer.");
        }
    }

    public void Dispose() => _lock?.Dispose();
}
