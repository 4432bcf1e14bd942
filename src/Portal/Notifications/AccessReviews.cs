using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Client.Notifications;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>Access reviews for whoever is signed in; that they own the household is read in the transaction that acts (S26).</summary>
internal sealed class AccessReviews(CurrentMember current, Database database, LedgerWriter ledger, CalendarFeeds feeds, TimeProvider time) : IAccessReviews
{
    /// <summary>How often a household's owners go through who can open what.</summary>
    private static readonly TimeSpan Every = TimeSpan.FromDays(90);

    public async Task<IReadOnlyList<AccessReviewView>> ListAsync(CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await database.ReadAsync(
            connection => HouseholdStore.Of(connection, account)
                .Select(household => AccessReviewStore.Of(connection, household, account, Every, now))
                .ToList(),
            cancellationToken);
    }

    public async Task<IReadOnlyList<AccessReviewDue>> ListDueAsync(CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        var before = time.GetUtcNow() - Every;
        return await database.ReadAsync(connection => AccessReviewStore.Due(connection, account, before), cancellationToken);
    }

    public async Task<bool> ConfirmAsync(HouseholdId household, CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await database.WriteAsync(
            tx =>
            {
                if (account is not { } by || HouseholdStore.RoleOf(tx.Connection, household, by) != MemberRole.Owner)
                    return false;
                AccessReviewStore.Save(tx, household, by, now);
                ledger.Append(tx, now, new NewEntry
                {
                    Kind = EntryKinds.AccessReviewed,
                    Actor = new Actor(ActorKind.Account, by.Value),
                    At = now,
                    Household = household,
                });
                return true;
            },
            cancellationToken);
    }

    public async Task<bool> RemoveFeedAsync(HouseholdId household, AccountId member, CancellationToken cancellationToken) =>
        await feeds.RemoveAsync(await current.AccountAsync(cancellationToken), household, member, cancellationToken);
}
