using System.Diagnostics.CodeAnalysis;
using System.Globalization;
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

    /// <summary>Pieces of work in one commit at most.</summary>
    private const int LargestCommit = 512;

    /// <summary>Pages in the log of writes before they are copied into the database: 4 MB.</summary>
    private const int PagesBetweenCheckpoints = 1000;

    /// <summary>No piece joins a commit that has run for so long: the first of it waits for its answer.</summary>
    private static readonly TimeSpan LongestCommit = TimeSpan.FromMilliseconds(10);

    private readonly Channel<Work> _queue = Channel.CreateBounded<Work>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly SqliteConnection _connection;
    private readonly KeptConnection _kept;
    private readonly TransactionStatements _statements;
    private readonly Transaction _transaction;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Thread _thread;
    private readonly List<Work> _batch = new(LargestCommit);
    private bool _mayCommit;
    private int _pagesSinceCheckpoint;

    public Writer(SqliteConnection connection, TimeProvider time, ILogger logger)
    {
        _connection = connection;
        _time = time;
        _logger = logger;
        var handle = connection.Handle ?? throw new ArgumentException("The connection is closed.", nameof(connection));
        _statements = new TransactionStatements(handle);
        _kept = new KeptConnection(connection);
        _transaction = new Transaction(_kept);

        // Fail secure (S09): some errors, a full disk among them, end SQLite's transaction in the middle of a piece of work. Were the
        // error swallowed there, each statement after it would commit by itself. The hook turns every commit but ours into a rollback.
        raw.sqlite3_commit_hook(handle, _ => _mayCommit ? 0 : 1, null);
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
        _transaction.CloseStatements();
        _statements.Dispose();
        _kept.Dispose();
    }

    private void Run()
    {
        while (WaitForWork())
        {
            try
            {
                if (TryTake(out var first))
                    CommitWith(first);
            }
            catch (Exception exception)
            {
                // The top of the writer's loop: whoever waits learns of it, and the next commit is tried anew.
                _logger.CommitFailed(exception, _batch.Count);
                RollBack();
                foreach (var work in _batch)
                    work.Fail(exception);
            }

            _batch.Clear();
            Checkpoint();
        }
    }

    private bool WaitForWork() =>
        _queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>The next piece whose caller still waits. It belongs to the batch from here on, so whatever happens it is answered.</summary>
    private bool TryTake([NotNullWhen(true)] out Work? work)
    {
        while (_queue.Reader.TryRead(out work))
        {
            if (!work.Begin())
                continue;
            _batch.Add(work);
            return true;
        }

        return false;
    }

    private void CommitWith(Work first)
    {
        var begun = _time.GetTimestamp();
        _statements.Begin();
        for (var work = first; work is not null; work = HasRoom(begun) && TryTake(out var next) ? next : null)
            RunInSavepoint(work);
        Commit();
        foreach (var wake in _transaction.TakeWakes())
            Wake(wake);
        foreach (var work in _batch)
            work.Complete();
    }

    private bool HasRoom(long begun) => _batch.Count < LargestCommit && _time.GetElapsedTime(begun) < LongestCommit;

    private void RunInSavepoint(Work work)
    {
        var wakes = _transaction.Wakes;
        _statements.BeginWork();
        try
        {
            work.Run(_transaction);
        }
        catch (Exception exception) when (SqliteConnections.IsInTransaction(_connection))
        {
            // The caller's own failure: its writes go, the others' stay. (A full disk ends the whole transaction: see Run.)
            _statements.UndoWork();
            _transaction.ForgetWakes(after: wakes);
            work.Refuse(exception);
        }

        _statements.EndWork();
    }

    private void Commit()
    {
        _mayCommit = true;
        try
        {
            _statements.Commit();
        }
        finally
        {
            _mayCommit = false;
        }
    }

    /// <summary>After the callers have been answered: SQLite by itself would do it inside COMMIT, while they wait.</summary>
    private void Checkpoint()
    {
        raw.sqlite3_db_status(_connection.Handle, raw.SQLITE_DBSTATUS_CACHE_WRITE, out var written, out _, resetFlg: 1);
        _pagesSinceCheckpoint += written;
        if (_pagesSinceCheckpoint < PagesBetweenCheckpoints)
            return;
        _pagesSinceCheckpoint = 0;
        var result = raw.sqlite3_wal_checkpoint_v2(_connection.Handle, "main", raw.SQLITE_CHECKPOINT_PASSIVE, out _, out _);
        if (result != raw.SQLITE_OK)
            _logger.CheckpointFailed(result);
    }

    private void Wake(Action wake)
    {
        try
        {
            wake();
        }
        catch (Exception exception)
        {
            // It is on disk: whoever failed to hear of it must not make its callers believe otherwise.
            _logger.WakeFailed(exception);
        }
    }

    private void RollBack()
    {
        _transaction.ForgetWakes(after: 0);
        try
        {
            if (SqliteConnections.IsInTransaction(_connection))
                _statements.RollBack();
        }
        catch (SqliteException exception)
        {
            // The next BEGIN fails then, its callers are told, and the rollback is tried again.
            _logger.RollBackFailed(exception);
        }
    }

    private abstract class Work
    {
        /// <summary>False when the caller has given up.</summary>
        public abstract bool Begin();

        public abstract void Run(Transaction transaction);

        /// <summary>It threw; its caller is told after the commit, since it may have seen what its neighbours wrote.</summary>
        public abstract void Refuse(Exception exception);

        /// <summary>The commit is on disk.</summary>
        public abstract void Complete();

        /// <summary>The commit was lost.</summary>
        public abstract void Fail(Exception exception);
    }

    private sealed class Work<T>(Func<Transaction, T> work, CancellationToken cancellationToken) : Work
    {
        private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly CultureInfo _language = CultureInfo.CurrentUICulture;
        private Exception? _refusal;
        private T? _result;

        public Task<T> Task => _completion.Task;

        public override bool Begin()
        {
            if (!cancellationToken.IsCancellationRequested)
                return true;
            _completion.TrySetCanceled(cancellationToken);
            return false;
        }

        /// <summary>In the language of the caller: the thread has none of its own.</summary>
        public override void Run(Transaction transaction)
        {
            CultureInfo.CurrentUICulture = _language;
            _result = work(transaction);
        }

        public override void Refuse(Exception exception) => _refusal = exception;

        public override void Complete()
        {
            if (_refusal is null)
                _completion.SetResult(_result!); // Set by Run, which came first.
            else
                _completion.SetException(_refusal);
        }

        public override void Fail(Exception exception) => _completion.TrySetException(exception);
    }
}
