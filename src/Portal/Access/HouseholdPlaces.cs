using Portal.Accounts;
using Portal.Client.Access;

namespace Portal.Access;

/// <summary>The port of the settings of an access point, for whoever is signed in.</summary>
internal sealed class HouseholdPlaces(CurrentMember current, AccessPointSettings settings, AccessPointRemovals removals) : IHouseholdPlaces
{
    public async Task<AccessPointSettingsView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await settings.FindAsync(await current.AccountAsync(cancellationToken), accessPoint, cancellationToken);

    public async Task<WhereView?> FindWhereAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await settings.FindWhereAsync(await current.AccountAsync(cancellationToken), accessPoint, cancellationToken);

    public async Task<ChangeOutcome> ChangeAsync(AccessPointId accessPoint, AccessPointChange change, CancellationToken cancellationToken) =>
        await settings.ChangeAsync(
            await current.AccountAsync(cancellationToken), await current.IsFreshAsync(cancellationToken), accessPoint, change, cancellationToken);

    public async Task<AccessOutcome> WishToBeToldAsync(AccessPointId accessPoint, bool isTold, CancellationToken cancellationToken) =>
        await settings.WishToBeToldAsync(await current.AccountAsync(cancellationToken), accessPoint, isTold, cancellationToken);

    public async Task<AccessOutcome> RemoveAsync(AccessPointId accessPoint, CancellationToken cancellationToken) => await removals.RemoveAsync(
        await current.AccountAsync(cancellationToken), await current.IsFreshAsync(cancellationToken), accessPoint, cancellationToken);
}
