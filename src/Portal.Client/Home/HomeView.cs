using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Client.Live;

namespace Portal.Client.Home;

/// <summary>Everything that Home shows, read together.</summary>
public sealed record HomeView
{
    public required IReadOnlyList<AccessPointView> Points { get; init; }

    public required HouseholdNeeds Needs { get; init; }

    /// <summary>Those of whoever looks, each with its pause.</summary>
    public required IReadOnlyList<HouseholdPauseView> Households { get; init; }

    /// <summary>The latest entries, from new to old.</summary>
    public required IReadOnlyList<EntryView> Entries { get; init; }

    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>The alert of the red panel; the others stand among what needs somebody.</summary>
    public AlertView? Urgent => Needs.Urgent;

    /// <summary>A household is paused as a whole.</summary>
    public bool IsPaused => Households.Any(one => one.Pause is not null);

    /// <summary>Whoever looks owns a household.</summary>
    public bool MayAdd => Households.Any(one => one.Household.Role.IsOwner);

    public IEnumerable<DeliveryView> Coming => Needs.Deliveries.Where(delivery => delivery is { State: DeliveryState.Approved, Window: not null });

    /// <summary>The access point of the blue panel: an opening in progress that no red panel is about.</summary>
    public AccessPointView? Live => Points.FirstOrDefault(point => point.Opening is { SecuredAt: null } && point.Id != Urgent?.AccessPointId);

    /// <summary>Until when the least of it may be believed; null when nothing is.</summary>
    public DateTimeOffset? BelievedUntil => Points.Min(point => point.State.BelievedUntil);

    /// <summary>How many windows of a household wait for its pause to be lifted.</summary>
    public int ComingTo(HouseholdId household) => Coming.Count(delivery => Point(delivery.AccessPointId)?.Household == household);

    public AccessPointView? Point(AccessPointId id) => Points.FirstOrDefault(point => point.Id == id);

    public DeliveryView? DeliveryOf(AccessPointView point) =>
        point.OpeningDelivery is { } id ? Needs.Deliveries.FirstOrDefault(delivery => delivery.Id == id) : null;

    public bool IsUrgent(AccessPointView point) => Needs.Alerts.Any(alert => alert.Urgent && alert.AccessPointId == point.Id);
}
