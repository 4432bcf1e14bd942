using System.Data.Common;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// A person deletes their account, for real. They leave every household; one that they are alone in ends with them. Where somebody else
/// would be left without an owner, or a device still hangs on a door, that is done first.
/// </summary>
internal sealed class AccountDeletion(
    CurrentMember current, Database database, AccountErasure erasure, MembershipEnds memberships, LedgerWriter ledger) : IAccountDeletion
{
    public async Task<DeletionView?> FindAsync(CancellationToken cancellationToken)
    {
        if (await current.SessionAsync(cancellationToken) is not { } session)
            return null;
        return await database.ReadAsync(
            connection => new DeletionView(
                session.Name,
                AccountStore.IsStaff(connection, session.AccountId),
                HouseholdStore.Of(connection, session.AccountId).Select(household => FateOf(connection, session.AccountId, household)).ToList()),
            cancellationToken);
    }

    public async Task<DeletionOutcome> DeleteAsync(string name, CancellationToken cancellationToken)
    {
        if (await current.SessionAsync(cancellationToken) is not { } session || !current.IsFresh(session))
            return DeletionOutcome.SignInAgain;
        if (name.Trim() != session.Name)
            return DeletionOutcome.NameDiffers;
        return await database.WriteAsync(tx => Delete(tx, session.AccountId, current.Now), cancellationToken);
    }

    private DeletionOutcome Delete(Transaction tx, AccountId account, DateTimeOffset now)
    {
        if (UnlockHolds.Until(tx.Connection, account, now) is not null)
            return DeletionOutcome.Held;
        var households = HouseholdStore.Of(tx.Connection, account);
        if (AccountStore.IsStaff(tx.Connection, account)
            || households.Any(household => FateOf(tx.Connection, account, household).Fate is HouseholdFate.NeedsOwner or HouseholdFate.NotYet))
            return DeletionOutcome.NotYet;
        foreach (var household in households)
        {
            var ends = FateOf(tx.Connection, account, household).Fate is HouseholdFate.Ends;
            memberships.End(tx, account, household.Id, ends, now);
            if (ends)
                erasure.EraseHousehold(tx, account, household.Id, now);
        }

        erasure.Erase(tx, account, now);
        ledger.Append(tx, now, new NewEntry
        {
            Kind = EntryKinds.AccountDeleted,
            Actor = Actor.Portal,
            At = now,
            Data = LedgerData.Of(new { account }),
        });
        return DeletionOutcome.Done;
    }

    private LeftHousehold FateOf(DbConnection connection, AccountId account, HouseholdView household)
    {
        var isAlone = HouseholdStore.MembersOf(connection, household.Id, account).Count == 1;
        var fate = (isAlone, IsLastOwner: household.Role is MemberRole.Owner && HouseholdStore.CountOwners(connection, household.Id) == 1) switch
        {
            (true, _) => memberships.MayEnd(connection, household.Id) ? HouseholdFate.Ends : HouseholdFate.NotYet,
            (false, true) => HouseholdFate.NeedsOwner,
            (false, false) => HouseholdFate.Left,
        };
        return new LeftHousehold(household.Name, fate);
    }
}
