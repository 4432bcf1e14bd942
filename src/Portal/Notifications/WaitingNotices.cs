using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>What still waits for a member who is removed, or only looks on from now on, is not sent any more (S16).</summary>
internal sealed class WaitingNotices : IMemberRights
{
    public void Lost(Transaction tx, HouseholdId household, AccountId member, DateTimeOffset now)
    {
        MailStore.ForgetOf(tx, household, member);
        PushStore.ForgetOf(tx, household, member);
    }
}
