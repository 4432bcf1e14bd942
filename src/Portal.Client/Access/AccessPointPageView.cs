using Portal.Client.Deliveries;
using Portal.Client.Ledger;

namespace Portal.Client.Access;

/// <summary>Everything that the page of one access point shows, read together.</summary>
/// <param name="Point">The access point with its live state.</param>
/// <param name="Alerts">The alerts about it, the worst first.</param>
/// <param name="Deliveries">The deliveries that may still open it, soonest first.</param>
/// <param name="Entries">Its latest entries, from new to old.</param>
/// <param name="Offline">How codes work there while the line is down; null while nothing is paired.</param>
public sealed record AccessPointPageView(
    AccessPointView Point,
    IReadOnlyList<AlertView> Alerts,
    IReadOnlyList<DeliveryView> Deliveries,
    IReadOnlyList<EntryView> Entries,
    OfflineView? Offline)
{
    /// <summary>The position of the newest of its entries; 0 where there is none.</summary>
    public long Newest => Entries.Count > 0 ? Entries.Max(entry => entry.Position) : 0;

    /// <summary>The standing rules that are switched on.</summary>
    public IReadOnlyList<StandingRuleView> Rules { get; init; } = [];

    /// <summary>Where the car is, as far as whoever looks may know.</summary>
    public WhereView? Where { get; init; }

    /// <summary>What its sensor has told, once a device is paired.</summary>
    public ContactView? Contact { get; init; }

    public AlertView? Urgent => Alerts.Urgent;

    /// <summary>The others: urgent, or not yet taken by anybody.</summary>
    public IEnumerable<AlertView> Notices => Alerts.Others;
}
