using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Portal.Storage;

/// <summary>
/// An open connection as Dapper uses it, with the commands kept by their text: SQLite understands a statement once, not at every call.
/// Used by one thread at a time, like the connection itself.
/// </summary>
internal sealed class KeptConnection(SqliteConnection inner) : DbConnection
{
    /// <summary>Texts kept at most; the portal has far fewer. What is over that is made and thrown away as the provider does.</summary>
    private const int MostKept = 512;

    /// <summary>Idle commands; one that runs is not in here.</summary>
    private readonly Dictionary<string, SqliteCommand> _idle = new(StringComparer.Ordinal);

    public SqliteConnection Inner => inner;

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => throw new NotSupportedException("The connection is open already.");
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    /// <summary>A command that was used for this text before, without parameters, or a new one.</summary>
    internal SqliteCommand Take(string text)
    {
        if (!_idle.Remove(text, out var command))
            return new SqliteCommand(text, inner);
        command.Parameters.Clear();
        return command;
    }

    internal void GiveBack(string text, SqliteCommand command)
    {
        if (_idle.Count >= MostKept || !_idle.TryAdd(text, command))
            command.Dispose();
    }

    public override void Open() => throw new NotSupportedException("The connection is open already.");

    public override void Close() => Dispose();

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException("There is one database in a file.");

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        throw new NotSupportedException("Transactions are begun by the writer and by the readers.");

    protected override DbCommand CreateDbCommand() => new KeptCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _idle.Values)
                command.Dispose();
            _idle.Clear();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
