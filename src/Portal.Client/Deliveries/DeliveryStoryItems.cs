using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Ledger;

namespace Portal.Client.Deliveries;

/// <summary>The story of a delivery as a timeline: what happened, and the steps that are still to come.</summary>
internal static class DeliveryStoryItems
{
    public static IReadOnlyList<TimelineItem> Of(DeliveryView delivery, IReadOnlyList<EntryView> entries)
    {
        var subject = EntrySubject.Within(delivery.AccessPointKind);
        var items = entries.Select(entry => StoryItems.Of(entry, subject)).ToList();
        if (delivery.State is DeliveryState.InProgress && items.Count > 0)
            items[^1] = items[^1] with { IsNow = true };
        if (delivery.State is DeliveryState.Approved or DeliveryState.InProgress)
            items.AddRange(StoryItems.Coming(delivery.AccessPointKind, delivery.Opening));
        return items;
    }
}
