using System.Data.Common;

namespace Portal.Storage;

/// <summary>
/// The one open write transaction. It lives on the writer's thread while one piece of work runs, and is never kept.
/// Several pieces share one commit; each has its own savepoint, so a piece that throws leaves nothing behind.
/// </summary>
internal sealed class Transaction
{
    /// <summary>Statements kept at most; the portal has far fewer, so reaching it means that a text was built.</summary>
    private const int MostPrepared = 512;

    private readonly KeptConnection _connection;
    private readonly Dictionary<string, Statement> _prepared = new(StringComparer.Ordinal);
    private readonly List<Action> _afterCommit = [];

    internal Transaction(KeptConnection connection) => _connection = connection;

    /// <summary>The writing connection, already inside the transaction: for Dapper.</summary>
    public DbConnection Connection => _connection;

    /// <summary>
    /// A statement that stays prepared for the life of the connection: for the few that run at every event. Run it before the same
    /// text is asked for again.
    /// </summary>
    /// <param name="sql">Constant text; each text is kept once.</param>
    /// <param name="values">The values of <c>@0</c>, <c>@1</c>, … in order.</param>
    public Statement Prepared(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var statement))
            statement = Prepare(sql, values.Length);
        return statement.Bind(values);
    }

    /// <summary>
    /// Runs after the commit, on the writer's thread and before the caller is answered: for waking others, never for work. The same
    /// delegate runs once in a commit, and not at all for a piece that threw.
    /// </summary>
    public void AfterCommit(Action wake)
    {
        if (!_afterCommit.Contains(wake))
            _afterCommit.Add(wake);
    }

    /// <summary>What waits for the commit; the writer cuts it back to here when the piece of work that begins now throws.</summary>
    internal int Wakes => _afterCommit.Count;

    internal void ForgetWakes(int after) => _afterCommit.RemoveRange(after, _afterCommit.Count - after);

    internal IReadOnlyList<Action> TakeWakes()
    {
        if (_afterCommit.Count == 0)
            return [];
        var wakes = _afterCommit.ToArray();
        _afterCommit.Clear();
        return wakes;
    }

    /// <summary>SQLite closes a connection only once its statements are gone.</summary>
    internal void CloseStatements()
    {
        foreach (var statement in _prepared.Values)
            statement.Dispose();
        _prepared.Clear();
    }

    private Statement Prepare(string sql, int parameters)
    {
        if (_prepared.Count == MostPrepared)
            throw new InvalidOperationException("Prepared is for constant text; this one seems to be built: " + sql);
        var handle = _connection.Inner.Handle ?? throw new InvalidOperationException("The connection is closed.");
        var statement = new Statement(handle, sql, parameters);
        _prepared.Add(sql, statement);
        return statement;
    }
}
