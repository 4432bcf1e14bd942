using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// What opens, and was shown to a member: made anew when whoever saw it may not have been that person. Implemented where the thing is, called
/// in the transaction of the recovery (S24).
/// </summary>
internal interface IShownAccess
{
    void Renew(Transaction tx, HouseholdId household, AccountId member, DateTimeOffset now);
}
