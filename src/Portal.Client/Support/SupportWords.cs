using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;

namespace Portal.Client.Support;

/// <summary>A masked delivery in words: the same sentences as the household's, without any name.</summary>
internal static class SupportWords
{
    /// <summary>The answer to 'what happened to this delivery?' in one line.</summary>
    public static string Answer(MaskedDelivery delivery) => delivery.State switch
    {
        DeliveryState.Requested => "Asked, not answered yet",
        DeliveryState.Approved => "Approved, not opened yet",
        DeliveryState.InProgress => "In progress" + Step(delivery.Opening),
        DeliveryState.Completed => delivery.Late
            ? "Delivered, closed and locked; some of it was told late"
            : "Delivered, closed and locked",
        DeliveryState.Declined => "Declined, nothing was opened",
        DeliveryState.Withdrawn => "Withdrawn by the carrier, nothing was opened",
        DeliveryState.Lapsed => "Lapsed: nobody answered in time",
        DeliveryState.Revoked => "The approval was taken back",
        DeliveryState.Missed => "Missed: nothing was opened",
        DeliveryState.Incident => "Incident: it did not end as agreed",
        DeliveryState.Resolved => "An incident that a person has resolved",
        _ => throw new ArgumentOutOfRangeException(nameof(delivery), delivery.State, "No such state."),
    };

    public static string What(MaskedDelivery delivery) => AccessPointLook.PartOf(delivery.AccessPointKind);

    public static IReadOnlyList<TimelineItem> Story(MaskedDelivery delivery)
    {
        var subject = EntrySubject.Within(delivery.AccessPointKind);
        return delivery.Entries.Select(entry => Item(entry, subject)).ToList();
    }

    private static TimelineItem Item(MaskedEntry entry, EntrySubject subject)
    {
        var line = EntryWords.Of(Unmasked(entry), subject);
        var detail = line.Detail ?? $"By: {entry.ActorKind}";
        return new TimelineItem(
            $"{entry.Position}", entry.At, line.Title, detail, line.Seal, LateBy: entry.Late ? entry.ReceivedAt - entry.At : null);
    }

    /// <summary>The entry as far as the mask lets it through, in the shape that the sentences are made from.</summary>
    private static EntryView Unmasked(MaskedEntry entry) => new()
    {
        Position = entry.Position,
        Id = default,
        Kind = entry.Kind,
        At = entry.At,
        ReceivedAt = entry.ReceivedAt,
        Late = entry.Late,
        Actor = new Actor(Words.Parse<ActorKind>(entry.ActorKind), Id: null),
        Data = System.Text.Json.JsonSerializer.Serialize(entry.Facts),
    };

    private static string Step(OpeningView? opening) => opening switch
    {
        { ClosedAt: not null } => ": closed, not locked yet",
        { OpenedAt: not null } => ": it stands open",
        { UnlockedAt: not null } => ": unlocked, not opened yet",
        _ => "",
    };
}
