using System.Data.Common;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>What ends with a member who goes for good, and with a household that nobody is left in (S16).</summary>
internal sealed class MembershipEnds(
    SessionStore sessions, IEnumerable<IMemberRights> rights, IEnumerable<IHouseholdEnd> ends, LedgerWriter ledger)
{
    public bool MayEnd(DbConnection connection, HouseholdId household) => ends.All(end => end.MayEnd(connection, household));

    public void End(Transaction tx, AccountId account, HouseholdId household, bool isLast, DateTimeOffset now)
    {
        sessions.EndAll(tx, account, now);
        HouseholdStore.DeleteMember(tx, household, account);
        foreach (var right in rights)
            right.Lost(tx, household, account, now);
        ledger.Append(tx, now, new NewEntry
        {
            Kind = EntryKinds.MemberLeft,
            Actor = new Actor(ActorKind.Account, account.Value),
            At = now,
            Household = household,
            Data = LedgerData.Of(new { member = account }),
        });
        if (!isLast)
            return;
        foreach (var end in ends)
            end.Erase(tx, household);
    }
}
