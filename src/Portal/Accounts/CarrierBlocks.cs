using Dapper;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// A household does not want a carrier, or wants it again: that lets more be opened, and asks for a fresh proof (S25) and no hold (S24). That the
/// person owns the household is read in the transaction that acts (S26); the decision to open reads the block itself, and devices' lists
/// follow the entry.
/// </summary>
internal sealed class CarrierBlocks(Database database, LedgerWriter ledger, TimeProvider time)
{
    public Task<CarrierBlockOutcome> SetAsync(
        AccountId? account, bool isFresh, HouseholdId household, CarrierId carrier, bool isBlocked, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || HouseholdStore.RoleOf(tx.Connection, household, by) is not { } role || !IsKnown(tx, carrier))
                    return CarrierBlockOutcome.NotFound;
                if (role != MemberRole.Owner)
                    return CarrierBlockOutcome.NotAllowed;
                if (!isBlocked && !isFresh)
                    return CarrierBlockOutcome.SignInAgain;
                if (!isBlocked && UnlockHolds.Until(tx.Connection, by, now) is not null)
                    return CarrierBlockOutcome.Held;
                if (isBlocked ? Block(tx, household, carrier, now) : Unblock(tx, household, carrier))
                {
                    ledger.Append(tx, now, new NewEntry
                    {
                        Kind = isBlocked ? EntryKinds.CarrierBlocked : EntryKinds.CarrierUnblocked,
                        Actor = new Actor(ActorKind.Account, by.Value),
                        At = now,
                        Household = household,
                        Data = LedgerData.Of(new { carrier }),
                    });
                }

                return CarrierBlockOutcome.Done;
            },
            cancellationToken);
    }

    private static bool IsKnown(Transaction tx, CarrierId carrier) =>
        tx.Connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM carrier WHERE id = @carrier)", new { carrier });

    /// <summary>False: it was blocked already.</summary>
    private static bool Block(Transaction tx, HouseholdId household, CarrierId carrier, DateTimeOffset now) =>
        tx.Connection.Execute(
            """
            INSERT INTO carrier_block (household_id, carrier_id, blocked_at) VALUES (@household, @carrier, @now)
            ON CONFLICT (household_id, access_point_id, carrier_id) DO NOTHING
            """,
            new { household, carrier, now }) == 1;

    private static bool Unblock(Transaction tx, HouseholdId household, CarrierId carrier) =>
        tx.Connection.Execute(
            "DELETE FROM carrier_block WHERE household_id = @household AND access_point_id = '' AND carrier_id = @carrier",
            new { household, carrier }) == 1;
}
