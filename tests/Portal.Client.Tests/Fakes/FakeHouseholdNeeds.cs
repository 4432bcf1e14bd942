using Portal.Client.Access;
using Portal.Client.Live;
using Portal.Client.Notifications;

namespace Portal.Client.Tests.Fakes;

/// <summary>What waits, made of what the other ports show.</summary>
internal sealed class FakeHouseholdNeeds(FakeHouseholdAccess access, FakeHouseholdDeliveries deliveries) : IHouseholdNeeds
{
    public List<AccessReviewDue> ReviewsDue { get; } = [];

    public async Task<HouseholdNeeds> ReadAsync(CancellationToken cancellationToken) => new()
    {
        Alerts = await access.ListAlertsAsync(cancellationToken),
        Deliveries = await deliveries.ListCurrentAsync(cancellationToken),
        Unready = await access.ListUnreadyAsync(cancellationToken),
        Pairings = [.. access.Points.Where(point => point.PairingWaits)
            .Select(point => new PairingWait { AccessPointId = point.Id, AccessPointName = point.Name })],
        ReviewsDue = ReviewsDue,
    };
}
