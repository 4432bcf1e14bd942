using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>Calendar feeds: made and removed by their member, read by whoever has the address.</summary>
internal sealed class CalendarFeeds(Database database, LedgerWriter ledger, TimeProvider time)
{
    /// <summary>When it was read is kept to the hour: a fetch every few minutes shall not be a write each.</summary>
    private static readonly TimeSpan NotedEvery = TimeSpan.FromHours(1);

    /// <summary>The secret of the new address, this once; null when it is not the member's household.</summary>
    public Task<string?> MakeAsync(AccountId? account, HouseholdId household, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } member || HouseholdStore.RoleOf(tx.Connection, household, member) is null)
                    return null;
                var secret = Secrets.NewShort();
                CalendarFeedStore.Save(tx, household, member, Secrets.Hash(secret), now);
                Enter(tx, EntryKinds.CalendarFeedMade, household, member, now);
                return secret;
            },
            cancellationToken);
    }

    /// <summary>A member removes the own one, an owner anybody's. False: there is none, or it is not theirs to remove.</summary>
    public Task<bool> RemoveAsync(AccountId? account, HouseholdId household, AccountId member, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || HouseholdStore.RoleOf(tx.Connection, household, by) is not { } role)
                    return false;
                if ((by != member && role != MemberRole.Owner) || !CalendarFeedStore.Delete(tx, household, member))
                    return false;
                Enter(tx, EntryKinds.CalendarFeedRemoved, household, by, now);
                return true;
            },
            cancellationToken);
    }

    /// <summary>The approved windows that are not over; null for a secret that nobody has, or has any more.</summary>
    public async Task<CalendarReading?> ReadAsync(string secret, CancellationToken cancellationToken)
    {
        var (hash, now) = (Secrets.Hash(secret), time.GetUtcNow());
        var (feed, windows) = await database.ReadAsync(
            connection => CalendarFeedStore.Find(connection, hash) is { } found
                ? (found, ApprovedWindows.Of(connection, found.Household, now))
                : (null, []),
            cancellationToken);
        if (feed is null)
            return null;
        if (feed.ReadAt is not { } read || now - read >= NotedEvery)
        {
            await database.WriteAsync(
                tx =>
                {
                    CalendarFeedStore.NoteRead(tx, hash, now);
                    return true;
                },
                cancellationToken);
        }

        return new CalendarReading(windows, feed.Language);
    }

    private void Enter(Transaction tx, string kind, HouseholdId household, AccountId by, DateTimeOffset now) =>
        ledger.Append(tx, now, new NewEntry { Kind = kind, Actor = new Actor(ActorKind.Account, by.Value), At = now, Household = household });
}
