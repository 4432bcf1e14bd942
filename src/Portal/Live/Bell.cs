using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;

namespace Portal.Live;

/// <summary>
/// Follows the ledger and rings each household that its entries name, and for an account's own entries the account. It carries nothing:
/// whoever is rung reads again. So no use case has to remember to refresh a screen, and none can forget.
/// </summary>
internal sealed class Bell(LedgerFeed feed, HouseholdFeeds feeds, ILogger<Bell> logger) : LedgerFollower(feed, logger)
{
    protected override string? Name => null;

    protected override Task HandleAsync(IReadOnlyList<LedgerEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var household in entries.Select(entry => entry.HouseholdId).OfType<HouseholdId>().Distinct())
            feeds.Ring(household);
        foreach (var account in entries.Select(OwnAccount).OfType<AccountId>().Distinct())
            feeds.Ring(account);
        return Task.CompletedTask;
    }

    /// <summary>Whose sign-in an entry of no household is about.</summary>
    private static AccountId? OwnAccount(LedgerEntry entry) =>
        entry is { HouseholdId: null, Actor: { Kind: ActorKind.Account, Id: { } id } } ? AccountId.From(id) : null;
}
