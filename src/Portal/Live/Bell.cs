using Portal.Ledger;

namespace Portal.Live;

/// <summary>
/// Follows the ledger and rings each household that its entries name. It carries nothing: whoever is rung reads again. So no use case
/// has to remember to refresh a screen, and none can forget.
/// </summary>
internal sealed class Bell(LedgerFeed feed, HouseholdFeeds feeds, ILogger<Bell> logger) : LedgerFollower(feed, logger)
{
    protected override string? Name => null;

    protected override Task HandleAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var household in entries.Select(entry => entry.HouseholdId).OfType<Client.Accounts.HouseholdId>().Distinct())
            feeds.Ring(household);
        return Task.CompletedTask;
    }
}
