using Microsoft.Data.Sqlite;

namespace Portal.Storage;

/// <summary>The database file, and the lock beside it that keeps a second writing process away.</summary>
internal sealed class StorageFile : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly SqliteConnectionStringBuilder _connection;
    private FileStream? _lock;

    private StorageFile(SqliteConnectionStringBuilder connection) => _connection = connection;

    public string Path => _connection.DataSource;

    public static StorageFile Of(StorageOptions options, string contentRoot)
    {
        var connection = new SqliteConnectionStringBuilder(options.ConnectionString);
        connection.DataSource = Real(System.IO.Path.GetFullPath(connection.DataSource, contentRoot));
        return new StorageFile(connection);
    }

    public string ConnectionString(SqliteOpenMode mode) =>
        new SqliteConnectionStringBuilder(_connection.ConnectionString)
        {
            Mode = mode,
            Cache = SqliteCacheMode.Private,
            Pooling = false,
            DefaultTimeout = 5,
        }.ConnectionString;

    /// <exception cref="StorageException">Another process has the lock, or the folder cannot be written.</exception>
    public void Lock()
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path) ?? throw new StorageException(Path + " is no file."));
            _lock = new FileStream(Path + ".lock", Owned(FileMode.OpenOrCreate, FileShare.None));
            CreateForOwnerOnly();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            Unlock();
            throw new StorageException(
                $"{Path} cannot be opened for writing. One file has one writing process: stop the other first. ({exception.Message})");
        }
    }

    public void Unlock()
    {
        _lock?.Dispose();
        _lock = null;
    }

    public void Dispose() => Unlock();

    /// <summary>The file behind a link, so that two names of one database have one lock.</summary>
    private static string Real(string path) =>
        File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;

    /// <summary>SQLite would let everybody on the machine read it. Only a missing file is made: closing one that is open would drop SQLite's own locks.</summary>
    private void CreateForOwnerOnly()
    {
        if (!File.Exists(Path))
            new FileStream(Path, Owned(FileMode.CreateNew, FileShare.ReadWrite)).Dispose();
    }

    private static FileStreamOptions Owned(FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }
}
