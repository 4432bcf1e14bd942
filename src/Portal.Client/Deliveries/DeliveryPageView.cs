using Portal.Client.Access;
using Portal.Client.Ledger;

namespace Portal.Client.Deliveries;

/// <summary>Everything that the page of one delivery shows, read together.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Entries">Its story, from old to new.</param>
/// <param name="Point">Its access point with its live state; null when that is gone.</param>
/// <param name="Alerts">The urgent alerts about its opening, the worst first.</param>
/// <param name="Unready">What failed when its window was rehearsed.</param>
public sealed record DeliveryPageView(
    DeliveryView Delivery, IReadOnlyList<EntryView> Entries, AccessPointView? Point, IReadOnlyList<AlertView> Alerts, ReadinessView? Unready)
{
    /// <summary>The alert of the red panel.</summary>
    public AlertView? Alert => Alerts.Urgent;

    /// <summary>Where it goes, while it may still be opened and as far as whoever looks may know.</summary>
    public WhereView? Where { get; init; }

    /// <summary>The access point while its opening in progress is this delivery's.</summary>
    public AccessPointView? Live =>
        Point is { Opening.SecuredAt: null } point && point.OpeningDelivery == Delivery.Id ? point : null;
}
