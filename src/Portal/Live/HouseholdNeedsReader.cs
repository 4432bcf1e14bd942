using Portal.Access;
using Portal.Accounts;
using Portal.Client.Live;
using Portal.Deliveries;
using Portal.Storage;

namespace Portal.Live;

/// <summary>What waits for somebody in the households of whoever is signed in, in one reading (S28).</summary>
internal sealed class HouseholdNeedsReader(CurrentMember member, Database database, TimeProvider time) : IHouseholdNeeds
{
    /// <inheritdoc/>
    public async Task<HouseholdNeeds> ReadAsync(CancellationToken cancellationToken)
    {
        var account = await member.AccountAsync(cancellationToken);
        var now = time.GetUtcNow();
        return await database.ReadAsync(
            connection => new HouseholdNeeds
            {
                Alerts = AlertStore.List(connection, account),
                Deliveries = DeliveryViews.Current(connection, account),
                Unready = ReadinessStore.List(connection, account, now),
                Pairings = PairingStore.Waiting(connection, account),
                ReviewsDue = AccessReviewsDue.Of(connection, account, now),
            },
            cancellationToken);
    }
}
