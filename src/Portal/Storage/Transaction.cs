using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Portal.Storage;

/// <summary>
/// The one open write transaction. It lives on the writer's thread while one piece of work runs, and is never kept.
/// Several pieces share one commit; each has its own savepoint, so a piece that throws leaves nothing behind.
/// </summary>
internal sealed class Transaction
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);
    private readonly List<Action> _afterCommit = [];

    internal Transaction(SqliteConnection connection) => _connection = connection;

    /// <summary>The writing connection, already inside the transaction: for Dapper.</summary>
    public DbConnection Connection => _connection;

    /// <summary>A statement that stays prepared for the life of the connection: for the few that run at every event.</summary>
    /// <param name="sql">Constant text; each text is kept once.</param>
    /// <param name="values">The values of <c>@0</c>, <c>@1</c>, … in order.</param>
    public SqliteCommand Prepared(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 0; i < values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = "@" + i });
            _prepared.Add(sql, command);
        }

        for (var i = 0; i < values.Length; i++)
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    /// <summary>Runs after the commit, on the writer's thread: for waking others, never for work.</summary>
    public void AfterCommit(Action wake)
    {
        if (!_afterCommit.Contains(wake))
            _afterCommit.Add(wake);
    }

    internal void Committed()
    {
        foreach (var wake in _afterCommit)
            wake();
        _afterCommit.Clear();
    }

    internal void RolledBack() => _afterCommit.Clear();
}
