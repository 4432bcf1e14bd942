using SQLitePCL;

namespace Portal.Storage;

/// <summary>The writer's own statements, prepared before there is any work: whatever a piece of work does, these are there.</summary>
internal sealed class TransactionStatements(sqlite3 database) : IDisposable
{
    private readonly Statement _begin = new(database, "BEGIN IMMEDIATE", parameters: 0);
    private readonly Statement _savepoint = new(database, "SAVEPOINT work", parameters: 0);
    private readonly Statement _rollBackTo = new(database, "ROLLBACK TO work", parameters: 0);
    private readonly Statement _release = new(database, "RELEASE work", parameters: 0);
    private readonly Statement _commit = new(database, "COMMIT", parameters: 0);
    private readonly Statement _rollBack = new(database, "ROLLBACK", parameters: 0);

    public void Begin() => _begin.ExecuteNonQuery();

    public void BeginWork() => _savepoint.ExecuteNonQuery();

    public void UndoWork() => _rollBackTo.ExecuteNonQuery();

    public void EndWork() => _release.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    public void RollBack() => _rollBack.ExecuteNonQuery();

    public void Dispose()
    {
        _begin.Dispose();
        _savepoint.Dispose();
        _rollBackTo.Dispose();
        _release.Dispose();
        _commit.Dispose();
        _rollBack.Dispose();
    }
}
