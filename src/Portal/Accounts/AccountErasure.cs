using Dapper;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// Takes a person out of the database, in one transaction. The row is deleted and made again with nothing but its id: so whatever hangs on
/// it goes by the schema's own rules, in every folder, and what was decided by it keeps who decided (docs/decisions/0027).
/// </summary>
internal sealed class AccountErasure(LedgerErasure erasure)
{
    public void Erase(Transaction tx, AccountId account, DateTimeOffset now)
    {
        // For these two statements: what refers to the account must not stop the first, and finds it again after the second.
        tx.Connection.Execute("PRAGMA defer_foreign_keys = ON");
        tx.Connection.Execute("DELETE FROM account WHERE id = @account", new { account });
        tx.Connection.Execute(
            """
            INSERT INTO account (id, name, email, email_normalized, security_stamp, concurrency_stamp, created_at, deleted_at)
            VALUES (@account, '', '', @account, '', '', @now, @now)
            """,
            new { account, now });
        tx.Connection.Execute("PRAGMA defer_foreign_keys = OFF");
        EraseBodies(tx, account, household: null, "actor_id = @account AND household_id IS NULL", now);
    }

    /// <summary>A household that ended with its last member: every body that belongs to it.</summary>
    public void EraseHousehold(Transaction tx, AccountId account, HouseholdId household, DateTimeOffset now)
    {
        tx.Connection.Execute(
            "UPDATE household SET name = '' WHERE id = @household; DELETE FROM retention WHERE household_id = @household", new { household });
        EraseBodies(tx, account, household, "household_id = @household", now);
    }

    private void EraseBodies(Transaction tx, AccountId account, HouseholdId? household, string which, DateTimeOffset now)
    {
        var positions = tx.Connection.Query<long>(
            $"SELECT position FROM ledger_body WHERE {which} AND kind <> @EntriesErased ORDER BY position",
            new { account, household, EntryKinds.EntriesErased });
        foreach (var some in positions.Chunk(LedgerErasure.Most))
            erasure.Erase(tx, now, Actor.Portal, household, some);
    }
}
