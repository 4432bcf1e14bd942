using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Portal.Storage;

/// <summary>
/// Opens connections and transactions. One connection writes, on a thread of its own (S37), and commits many callers at once;
/// readers are read-only and never block it.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly StorageFile _file;
    private readonly Readers _readers;
    private readonly TimeProvider _time;
    private readonly ILogger<Database> _logger;
    private Writer? _writer;

    public Database(StorageOptions options, string contentRoot, TimeProvider time, ILogger<Database> logger)
    {
        _time = time;
        _logger = logger;
        _file = StorageFile.Of(options, contentRoot);
        _readers = new Readers(_file.ConnectionString(SqliteOpenMode.ReadOnly), options.Readers);
    }

    /// <summary>Takes the lock of the file, brings the schema up to date and starts the writer.</summary>
    /// <exception cref="StorageException">Another process writes to this file, or its schema is newer than this program.</exception>
    public void Open()
    {
        if (_writer is not null)
            throw new InvalidOperationException("The database is open already.");
        _file.Lock();
        try
        {
            _writer = new Writer(OpenWriter(), _time, _logger);
        }
        catch
        {
            _file.Unlock();
            throw;
        }
    }

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction and completes once it is on disk. The work runs on the writer's thread, one at a
    /// time with all others, in the language of the caller: it must be short, synchronous, and do nothing but SQL. When it throws, nothing of it is kept.
    /// </summary>
    /// <param name="work">What to write; its result is handed back after the commit.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn; once the work has begun it is finished.</param>
    public Task<T> WriteAsync<T>(Func<Transaction, T> work, CancellationToken cancellationToken) =>
        (_writer ?? throw new InvalidOperationException("The database is not open for writing.")).RunAsync(work, cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<Transaction> work, CancellationToken cancellationToken) =>
        WriteAsync(
            tx =>
            {
                work(tx);
                return true;
            },
            cancellationToken);

    /// <summary>
    /// Runs <paramref name="query"/> on a read-only connection: all of its statements see the same, the last commit. It runs on the
    /// caller's thread, and what it returns must be read already, not a sequence that still reads.
    /// </summary>
    public Task<T> ReadAsync<T>(Func<DbConnection, T> query, CancellationToken cancellationToken) =>
        _readers.RunAsync(query, cancellationToken);

    /// <summary>Finishes the writes that wait, and closes the file. The writer goes last, so that it is the one that checkpoints (S37).</summary>
    public void Dispose()
    {
        _readers.Dispose();
        _writer?.Dispose();
        _file.Dispose();
    }

    private SqliteConnection OpenWriter()
    {
        var connection = SqliteConnections.OpenWriter(_file.ConnectionString(SqliteOpenMode.ReadWriteCreate));
        try
        {
            foreach (var applied in Migrations.Apply(connection, _time.GetUtcNow()))
                _logger.MigrationApplied(applied);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
