using Portal.Client.Deliveries;

namespace Portal.Client.Access;

/// <summary>Reads together what the page of one access point shows.</summary>
public sealed class AccessPointReader(
    IHouseholdAccess access,
    IHouseholdDevices devices,
    IHouseholdOffline offline,
    IHouseholdPlaces places,
    IHouseholdDeliveries deliveries,
    IHouseholdRules rules,
    IHouseholdActivity activity)
{
    private const int Latest = 8;

    /// <summary>Null when it is not this member's.</summary>
    public async Task<AccessPointPageView?> FindAsync(AccessPointId id, CancellationToken cancellationToken)
    {
        if (await access.FindAsync(id, cancellationToken) is not { } point)
            return null;
        var alerts = await access.ListAlertsAsync(cancellationToken);
        var current = await deliveries.ListCurrentAsync(cancellationToken);
        return new AccessPointPageView(
            point,
            [.. alerts.Where(alert => alert.AccessPointId == id)],
            [.. current.Where(delivery => delivery.AccessPointId == id && delivery.State is DeliveryState.Approved or DeliveryState.InProgress)],
            await activity.ListAsync(new ActivityFilter { AccessPoint = id }, before: null, Latest, cancellationToken),
            point.Device is null ? null : await offline.FindAsync(id, cancellationToken))
        {
            Rules = (await rules.FindAsync(id, cancellationToken))?.Rules.Where(rule => rule.OffSince is null).ToList() ?? [],
            Where = point.Kind is AccessPointKind.Trunk ? await places.FindWhereAsync(id, cancellationToken) : null,
            Contact = point.Device is null ? null : await devices.FindContactAsync(id, cancellationToken),
        };
    }
}
