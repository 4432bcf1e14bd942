using Portal.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>An owner lets one approved delivery open without the driver's position: a cellar, a courier without a phone (docs/decisions/0013).</summary>
internal sealed class PlaceWaivers(Database database, DeliveryChanges changes, TimeProvider time)
{
    public Task<DeliveryOutcome> WaiveAsync(AccountId? account, DeliveryId id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || DeliveryStore.FindOf(tx.Connection, by, id) is not { } found)
                    return DeliveryOutcome.NotFound;
                if (found.Role != MemberRole.Owner)
                    return DeliveryOutcome.NotAllowed;
                if (!Grants.WaivePlace(tx, id))
                    return DeliveryOutcome.NoLongerPossible;
                changes.Note(tx, found.Delivery, EntryKinds.PlaceWaived, new Actor(ActorKind.Account, by.Value), now);
                return DeliveryOutcome.Done;
            },
            cancellationToken);
    }
}
