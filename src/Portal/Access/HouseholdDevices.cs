using Portal.Accounts;
using Portal.Client.Access;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The port of the devices' screen, for whoever is signed in.</summary>
internal sealed class HouseholdDevices(CurrentMember current, DeviceHealth health, DeviceReleases releases, DeviceTrust trust, DeviceAsks asks)
    : IHouseholdDevices
{
    public async Task<IReadOnlyList<DeviceHealthView>> ListAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await health.ListAsync(await current.AccountAsync(cancellationToken), accessPoint, cancellationToken);

    public async Task<ContactView?> FindContactAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        await health.FindContactAsync(await current.AccountAsync(cancellationToken), accessPoint, cancellationToken);

    public async Task<AccessOutcome> ReleaseAsync(DeviceId device, CancellationToken cancellationToken) => await releases.ReleaseAsync(
        await current.AccountAsync(cancellationToken), await current.IsFreshAsync(cancellationToken), device, cancellationToken);

    public async Task<AccessOutcome> ReportLostAsync(DeviceId device, CancellationToken cancellationToken) => await releases.ReportLostAsync(
        await current.AccountAsync(cancellationToken), await current.IsFreshAsync(cancellationToken), device, cancellationToken);

    public async Task<AccessOutcome> TrustAgainAsync(DeviceId device, CancellationToken cancellationToken) => await trust.TrustAgainAsync(
        await current.AccountAsync(cancellationToken), await current.IsFreshAsync(cancellationToken), device, cancellationToken);

    public async Task<CommandOutcome> AskPictureAsync(DeviceId device, CancellationToken cancellationToken) =>
        await asks.AskPictureAsync(await current.AccountAsync(cancellationToken), device, cancellationToken);

    public async Task<CommandOutcome> LocateAsync(DeviceId device, CancellationToken cancellationToken) =>
        await asks.LocateAsync(await current.AccountAsync(cancellationToken), device, cancellationToken);
}
