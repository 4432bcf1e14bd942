using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Portal.Storage;

/// <summary>
/// A prepared statement of the writing connection, used again and again. It speaks to SQLite directly: for the few statements that run
/// at every event, the provider's command would look each parameter up by its name and make a reader each time.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    /// <summary>Where SQLite has <c>@0</c>, <c>@1</c>, …: it counts them by their first place in the text.</summary>
    private readonly int[] _places;

    public Statement(sqlite3 database, string sql, int parameters)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement, out var rest));
        _places = new int[parameters];
        for (var i = 0; i < parameters; i++)
            _places[i] = raw.sqlite3_bind_parameter_index(_statement, "@" + i.ToString(CultureInfo.InvariantCulture));
        if (rest.Trim().Length == 0 && raw.sqlite3_bind_parameter_count(_statement) == parameters && !_places.Contains(0))
            return;
        Dispose();
        throw new ArgumentException($"One statement with the parameters @0 to @{parameters - 1}, no more and no less: {sql}", nameof(sql));
    }

    /// <summary>Runs it to its end and returns the number of rows that it changed.</summary>
    public int ExecuteNonQuery()
    {
        try
        {
            while (Step())
            {
                // Rows that it returns are of no interest here.
            }

            return raw.sqlite3_changes(_database);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    /// <summary>The first column of the first row: <see cref="long"/>, double, string, bytes or <see cref="DBNull"/>; null without a row.</summary>
    public object? ExecuteScalar()
    {
        try
        {
            return Step() ? FirstColumn() : null;
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => raw.sqlite3_finalize(_statement);

    internal Statement Bind(ReadOnlySpan<object?> values)
    {
        if (values.Length != _places.Length)
            throw new ArgumentException($"The statement has {_places.Length} parameters, and {values.Length} values were given.", nameof(values));
        for (var i = 0; i < values.Length; i++)
            Check(Bind(_places[i], values[i]));
        return this;
    }

    private int Bind(int place, object? value) => value switch
    {
        null or DBNull => raw.sqlite3_bind_null(_statement, place),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        bool flag => raw.sqlite3_bind_int64(_statement, place, flag ? 1 : 0),
        double number => raw.sqlite3_bind_double(_statement, place, number),
        string text => raw.sqlite3_bind_text(_statement, place, text),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new ArgumentException($"A column holds no {value.GetType().Name}: give its number, text or bytes.", nameof(value)),
    };

    private bool Step()
    {
        var result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, _database);
        return false;
    }

    private object FirstColumn() => raw.sqlite3_column_type(_statement, 0) switch
    {
        raw.SQLITE_INTEGER => raw.sqlite3_column_int64(_statement, 0),
        raw.SQLITE_FLOAT => raw.sqlite3_column_double(_statement, 0),
        raw.SQLITE_TEXT => raw.sqlite3_column_text(_statement, 0).utf8_to_string(),
        raw.SQLITE_BLOB => raw.sqlite3_column_blob(_statement, 0).ToArray(),
        _ => DBNull.Value,
    };

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
            SqliteException.ThrowExceptionForRC(result, _database);
    }
}
