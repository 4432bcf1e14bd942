using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Portal.Storage;

/// <summary>
/// Opens connections and transactions. One connection writes, on a thread of its own (S37), and commits many callers at once;
/// readers are read-only and never block it.
/// </summary>
internal sealed class Database : IDisposable
{
    private readonly string _readerConnectionString;
    private readonly SemaphoreSlim _readers;
    private readonly StorageFile _file;
    private readonly ILogger<Database> _logger;
    private Writer? _writer;

    public Database(StorageOptions options, string contentRoot, ILogger<Database> logger)
    {
        _logger = logger;
        _file = StorageFile.Of(options, contentRoot);
        _readerConnectionString = _file.ConnectionString(SqliteOpenMode.ReadOnly);
        _readers = new SemaphoreSlim(options.Readers);
    }

    /// <summary>Takes the lock of the file, brings the schema up to date and starts the writer.</summary>
    /// <exception cref="StorageException">Another process writes to this file, or its schema is newer than this program.</exception>
    public void Open(DateTimeOffset now)
    {
        if (_writer is not null)
            throw new InvalidOperationException("The database is open already.");
        _file.Lock();
        var connection = SqliteConnections.OpenWriter(_file.ConnectionString(SqliteOpenMode.ReadWriteCreate));
        foreach (var applied in Migrations.Apply(connection, now))
            _logger.MigrationApplied(applied);
        _writer = new Writer(connection, _logger);
    }

    /// <summary>
    /// Runs <paramref name="work"/> in a transaction and completes once it is on disk. The work runs on the writer's thread, one at a
    /// time with all others: it must be short, synchronous, and do nothing but SQL. When it throws, nothing of it is kept.
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

    /// <summary>Runs a query on a read-only connection, which sees the last commit.</summary>
    public async Task<T> ReadAsync<T>(Func<DbConnection, T> query, CancellationToken cancellationToken)
    {
        await _readers.WaitAsync(cancellationToken);
        try
        {
            using var connection = SqliteConnections.OpenReader(_readerConnectionString);
            return query(connection);
        }
        finally
        {
            _readers.Release();
        }
    }

    public void Dispose()
    {
        _writer?.Dispose();
        _readers.Dispose();
        _file.Dispose();
    }
}
