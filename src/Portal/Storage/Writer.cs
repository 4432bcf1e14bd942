using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Portal.Storage;

/// <summary>
/// The one writing connection on its own thread. It takes what waits, runs each piece in a savepoint, commits once, and only then
/// answers: an answer means that it is on disk (S23).
/// </summary>
internal sealed class Writer : IDisposable
{
    /// <summary>Pieces of work that may wait; further callers wait for a place.</summary>
    private const int QueueLength = 4096;

    /// <summary>Pieces of work in one commit at most, so that the first does not wait for ever.</summary>
    private const int LargestCommit = 512;

    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly SqliteConnection _connection;
    private readonly Transaction _transaction;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly List<Work> _batch = new(LargestCommit);

    public Writer(SqliteConnection connection, ILogger logger)
    {
        _connection = connection;
        _logger = logger;
        _transaction = new Transaction(connection);
        _thread = new Thread(Run) { Name = "Portal storage writer", IsBackground = true };
        _thread.Start();
    }

    public async Task<T> RunAsync<T>(Func<Transaction, T> work, CancellationToken cancellationToken)
    {
        var item = new Work<T>(work, cancellationToken);
        await _queue.Writer.WriteAsync(item, cancellationToken);
        return await item.Task;
    }

    /// <summary>Finishes what waits, then closes the connection.</summary>
    public void Dispose()
    {
        if (!_queue.Writer.TryComplete())
            return;
        _thread.Join();
        _connection.Dispose();
    }

    private void Run()
    {
        while (WaitForWork())
        {
            try
            {
                Commit();
            }
            catch (Exception exception)
            {
                // The top of the writer's loop: whoever waits learns of it, and the next commit is tried anew.
                _logger.CommitFailed(exception);
                RollBack();
                foreach (var work in _batch)
                    work.Fail(exception);
            }

            _batch.Clear();
        }
    }

    private bool WaitForWork() =>
        _queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    private void Commit()
    {
        Execute("BEGIN IMMEDIATE");
        while (_batch.Count < LargestCommit && _queue.Reader.TryRead(out var work))
        {
            if (!work.Begin())
                continue;
            _batch.Add(work);
            RunInSavepoint(work);
        }

        Execute("COMMIT");
        _transaction.Committed();
        foreach (var work in _batch)
            work.Complete();
    }

    private void RunInSavepoint(Work work)
    {
        Execute("SAVEPOINT work");
        try
        {
            work.Run(_transaction);
        }
        catch (Exception exception) when (IsInTransaction)
        {
            // The caller's own failure: its writes go, the others' stay. (A full disk ends the whole transaction: see Run.)
            Execute("ROLLBACK TO work");
            work.Fail(exception);
        }

        Execute("RELEASE work");
    }

    private bool IsInTransaction => raw.sqlite3_get_autocommit(_connection.Handle) == 0;

    private void RollBack()
    {
        _transaction.RolledBack();
        if (IsInTransaction)
            Execute("ROLLBACK");
    }

    private void Execute(string sql) => _transaction.Prepared(sql).ExecuteNonQuery();

    private abstract class Work
    {
        public abstract bool Begin();

        public abstract void Run(Transaction transaction);

        public abstract void Complete();

        public abstract void Fail(Exception exception);
    }

    private sealed class Work<T>(Func<Transaction, T> work, CancellationToken cancellationToken) : Work
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private T? _result;

        public Task<T> Task => _completion.Task;

        public override bool Begin()
        {
            if (!cancellationToken.IsCancellationRequested)
                return true;
            _completion.TrySetCanceled(cancellationToken);
            return false;
        }

        public override void Run(Transaction transaction) => _result = work(transaction);

        // Set by Run, which came first; a piece that failed has its exception already.
        public override void Complete() => _completion.TrySetResult(_result!);

        public override void Fail(Exception exception) => _completion.TrySetException(exception);
    }
}
