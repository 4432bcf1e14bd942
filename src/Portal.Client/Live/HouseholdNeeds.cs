using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Notifications;

namespace Portal.Client.Live;

/// <summary>What waits for a person anywhere in the household, read at one moment.</summary>
public sealed record HouseholdNeeds
{
    /// <summary>Open or acknowledged, the worst first.</summary>
    public IReadOnlyList<AlertView> Alerts { get; init; } = [];

    /// <summary>What is open, asked or coming, soonest first.</summary>
    public IReadOnlyList<DeliveryView> Deliveries { get; init; } = [];

    /// <summary>Windows whose rehearsal failed and that nobody has decided about, the soonest first.</summary>
    public IReadOnlyList<ReadinessView> Unready { get; init; } = [];

    /// <summary>Access points of which a device asks to be compared, by name.</summary>
    public IReadOnlyList<PairingWait> Pairings { get; init; } = [];

    /// <summary>Households of which an owner should go through who can open what.</summary>
    public IReadOnlyList<AccessReviewDue> ReviewsDue { get; init; } = [];

    /// <summary>The alert of the red panel.</summary>
    public AlertView? Urgent => Alerts.Urgent;

    /// <summary>The others: urgent, or not yet taken by anybody.</summary>
    public IEnumerable<AlertView> Notices => Alerts.Others;

    public IEnumerable<DeliveryView> Asked => Deliveries.Where(DeliveryWords.IsAsked);

    public IEnumerable<DeliveryView> Incidents => Deliveries.Where(delivery => delivery.State is DeliveryState.Incident);

    /// <summary>Windows of which an owner has to say which time is meant, since the zone's rules have changed.</summary>
    public IEnumerable<DeliveryView> InDoubt => Deliveries.Where(delivery => delivery.Written is not null);

    /// <summary>What stands of it on every page: only what whoever looks may answer is counted.</summary>
    public NeedsMark Mark => new(
        Alerts.Count(alert => alert.State is AlertState.Open && alert.Role.MayAnswer)
            + Asked.Concat(Incidents).Concat(InDoubt).Count(delivery => delivery.Role.MayAnswer)
            + Unready.Count(window => window.Role.MayAnswer) + Pairings.Count + ReviewsDue.Count,
        Alerts.FirstOrDefault(alert => alert is { Urgent: true, State: AlertState.Open }));
}
