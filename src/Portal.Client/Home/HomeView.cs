using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Client.Notifications;

namespace Portal.Client.Home;

/// <summary>Everything that Home shows, read together.</summary>
public sealed record HomeView
{
    public required IReadOnlyList<AccessPointView> Points { get; init; }

    /// <summary>Open or acknowledged, the worst first.</summary>
    public required IReadOnlyList<AlertView> Alerts { get; init; }

    public required PauseView? Pause { get; init; }

    /// <summary>What is open, asked or coming, soonest first.</summary>
    public required IReadOnlyList<DeliveryView> Deliveries { get; init; }

    /// <summary>Windows whose rehearsal failed, the soonest first.</summary>
    public IReadOnlyList<ReadinessView> Unready { get; init; } = [];

    /// <summary>Households of which an owner should go through who can open what.</summary>
    public IReadOnlyList<AccessReviewDue> ReviewsDue { get; init; } = [];

    /// <summary>The latest entries, from new to old.</summary>
    public required IReadOnlyList<EntryView> Entries { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>The alert of the red panel; the others are counted beneath it.</summary>
    public AlertView? Urgent => Alerts.FirstOrDefault(alert => alert.Urgent);

    public int OtherUrgent => Math.Max(0, Alerts.Count(alert => alert.Urgent) - 1);

    /// <summary>Alerts of the amber kind that nobody has taken yet.</summary>
    public IEnumerable<AlertView> Notices => Alerts.Where(alert => alert is { Urgent: false, State: AlertState.Open });

    public IEnumerable<DeliveryView> Asked => Deliveries.Where(DeliveryWords.IsAsked);

    /// <summary>Windows of which an owner has to say which time is meant, since the zone's rules have changed.</summary>
    public IEnumerable<DeliveryView> InDoubt => Deliveries.Where(delivery => delivery.Written is not null);

    public IEnumerable<AccessPointView> PairingWaits => Points.Where(point => point.PairingWaits);

    public IEnumerable<DeliveryView> Coming => Deliveries.Where(delivery => delivery is { State: DeliveryState.Approved, Window: not null });

    public IEnumerable<DeliveryView> Incidents => Deliveries.Where(delivery => delivery.State is DeliveryState.Incident);

    /// <summary>The access point of the blue panel: an opening in progress that no red panel is about.</summary>
    public AccessPointView? Live => Points.FirstOrDefault(point => point.Opening is { SecuredAt: null } && point.Id != Urgent?.AccessPointId);

    public int NeedCount => Notices.Count() + Asked.Count() + PairingWaits.Count() + Incidents.Count() + InDoubt.Count() + Unready.Count;

    /// <summary>Until when the least of it may be believed; null when nothing is.</summary>
    public DateTimeOffset? BelievedUntil => Points.Min(point => point.State.BelievedUntil);

    public AccessPointView? Point(AccessPointId id) => Points.FirstOrDefault(point => point.Id == id);

    public DeliveryView? DeliveryOf(AccessPointView point) =>
        point.OpeningDelivery is { } id ? Deliveries.FirstOrDefault(delivery => delivery.Id == id) : null;

    public bool IsUrgent(AccessPointView point) => Alerts.Any(alert => alert.Urgent && alert.AccessPointId == point.Id);
}
