using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// What others undo when a member may no longer share what they made: removed, or a viewer from now on. Implemented where the thing is,
/// called in the transaction that takes the right away.
/// </summary>
internal interface IMemberRights
{
    void Lost(Transaction tx, HouseholdId household, AccountId member, DateTimeOffset now);
}
