using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;

namespace Portal.Storage;

/// <summary>Read-only connections, opened when first needed and kept; at most so many at once, further readers wait.</summary>
internal sealed class Readers(string connectionString, int most) : IDisposable
{
    /// <summary>Holds at most as many as there are places.</summary>
    private readonly ConcurrentStack<KeptConnection> _idle = new();

    private readonly SemaphoreSlim _places = new(most);
    private volatile bool _closed;

    public async Task<T> RunAsync<T>(Func<DbConnection, T> query, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken);
        try
        {
            var connection = Take();
            try
            {
                return InOneSnapshot(connection, query);
            }
            finally
            {
                GiveBack(connection);
            }
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose()
    {
        _closed = true;
        CloseIdle();
    }

    private static T InOneSnapshot<T>(KeptConnection connection, Func<DbConnection, T> query)
    {
        connection.Execute("BEGIN DEFERRED");
        var result = query(connection);
        connection.Execute("END TRANSACTION");
        return result;
    }

    private KeptConnection Take()
    {
        ObjectDisposedException.ThrowIf(_closed, typeof(Database));
        return _idle.TryPop(out var connection) ? connection : new KeptConnection(SqliteConnections.OpenReader(connectionString));
    }

    private void GiveBack(KeptConnection connection)
    {
        // A query that threw left its snapshot open; a snapshot kept would hold the log of writes back.
        if (SqliteConnections.IsInTransaction(connection.Inner))
            connection.Dispose();
        else
            _idle.Push(connection);
        if (_closed)
            CloseIdle();
    }

    private void CloseIdle()
    {
        while (_idle.TryPop(out var connection))
            connection.Dispose();
    }
}
