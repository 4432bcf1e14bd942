using Portal.Accounts;
using Portal.Client.Access;

namespace Portal.Access;

/// <summary>The port of the screens about use without a line, for whoever is signed in.</summary>
internal sealed class HouseholdOffline(CurrentMember current, OfflineSettings settings) : IHouseholdOffline
{
    public async Task<OfflineView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await settings.FindAsync(await current.AccountAsync(cancellationToken), accessPoint, cancellationToken);

    public async Task<AccessOutcome> SetAsync(AccessPointId accessPoint, OfflineMode mode, CancellationToken cancellationToken) =>
        await settings.SetAsync(
            await current.AccountAsync(cancellationToken), await current.IsFreshAsync(cancellationToken), accessPoint, mode, cancellationToken);

    public async Task<AccessOutcome> RearmAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await settings.RearmAsync(
            await current.AccountAsync(cancellationToken), await current.IsFreshAsync(cancellationToken), accessPoint, cancellationToken);
}
