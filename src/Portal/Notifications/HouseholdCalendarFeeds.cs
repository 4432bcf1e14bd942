using Portal.Accounts;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Client.Notifications;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>The calendar feeds of whoever is signed in, asked anew at each call (S26).</summary>
internal sealed class HouseholdCalendarFeeds(CurrentMember current, Database database, CalendarFeeds feeds, PublicUrl publicUrl) : ICalendarFeeds
{
    public async Task<IReadOnlyList<CalendarFeedView>> ListAsync(CancellationToken cancellationToken)
    {
        var account = await current.AccountAsync(cancellationToken);
        return await database.ReadAsync(connection => CalendarFeedStore.Of(connection, account), cancellationToken);
    }

    // What outlives the session is not made by whoever finds the page open (S25).
    public async Task<CalendarFeedOutcome> MakeAsync(HouseholdId household, CancellationToken cancellationToken)
    {
        if (!await current.IsFreshAsync(cancellationToken))
            return new CalendarFeedOutcome(Address: null, SignInAgain: true);
        var secret = await feeds.MakeAsync(await current.AccountAsync(cancellationToken), household, cancellationToken);
        return new CalendarFeedOutcome(secret is null ? null : publicUrl.At(CalendarEndpoint.PathOf(secret)));
    }

    public async Task<bool> RemoveAsync(HouseholdId household, CancellationToken cancellationToken) =>
        await current.AccountAsync(cancellationToken) is { } account && await feeds.RemoveAsync(account, household, account, cancellationToken);
}
