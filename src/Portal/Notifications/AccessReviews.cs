using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Client.Notifications;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>Access reviews for whoever is signed in; that they own the household is read in the transaction that acts (S26).</summary>
internal sealed class AccessReviews(
    CurrentMember current, Database database, LedgerWriter ledger, CalendarFeeds feeds, SessionStore sessions, TimeProvider time) : IAccessReviews
{
    public async Task<IReadOnlyList<AccessReviewView>> ListAsync(CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await database.ReadAsync(
            connection => HouseholdStore.Of(connection, account)
                .Select(household => AccessReviewStore.Of(connection, household, account, now))
                .ToList(),
            cancellationToken);
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
                Enter(tx, EntryKinds.AccessReviewed, household, by, now);
                return true;
            },
            cancellationToken);
    }

    public async Task<bool> RemoveFeedAsync(HouseholdId household, AccountId member, CancellationToken cancellationToken) =>
        await feeds.RemoveAsync(await current.AccountAsync(cancellationToken), household, member, cancellationToken);

    public async Task<bool> RevokeTokenAsync(HouseholdId household, SessionId token, CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await database.WriteAsync(
            tx =>
            {
                if (account is not { } by || sessions.TryRevokeToken(tx, household, by, token, now) is not { } member)
                    return false;
                Enter(tx, EntryKinds.TokenRevoked, household, by, now, LedgerData.Of(new { member }));
                return true;
            },
            cancellationToken);
    }

    private void Enter(Transaction tx, string kind, HouseholdId household, AccountId by, DateTimeOffset now, string data = "{}") =>
        ledger.Append(tx, now, new NewEntry
        {
            Kind = kind,
            Actor = new Actor(ActorKind.Account, by.Value),
            At = now,
            Household = household,
            Data = data,
        });
}
