using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Live;
using Portal.Storage;

namespace Portal.Live;

/// <summary>The bell of the signed-in account and of all households that it is a member of (S28).</summary>
internal sealed class HouseholdFeed(CurrentMember member, Database database, HouseholdFeeds feeds) : IHouseholdFeed
{
    /// <inheritdoc/>
    public async Task<IDisposable> SubscribeAsync(Action ring, CancellationToken cancellationToken)
    {
        var account = await member.AccountAsync(cancellationToken);
        return feeds.Subscribe(account, await HouseholdsAsync(account, cancellationToken), AsHere(ring));
    }

    // Whoever rings stands in another place and speaks another language: the page goes on in its own. And it goes on by itself: a page
    // reads all that it shows before it gives the thread back, and the next household's bell waits for none.
    private static Action AsHere(Action ring)
    {
        var here = ExecutionContext.Capture();
        return () => ThreadPool.UnsafeQueueUserWorkItem(
            _ =>
            {
                if (here is null)
                    ring();
                else
                    ExecutionContext.Run(here, _ => ring(), state: null);
            },
            state: null);
    }

    private Task<List<HouseholdId>> HouseholdsAsync(AccountId? account, CancellationToken cancellationToken) =>
        database.ReadAsync(
            connection => HouseholdStore.Of(connection, account).Select(household => household.Id).ToList(), cancellationToken);
}
