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
        DeliveryState.Requested => SupportText.Requested,
        DeliveryState.Approved => SupportText.Approved,
        DeliveryState.InProgress => Step(delivery.Opening),
        DeliveryState.Completed => delivery.Late
            ? SupportText.DeliveredToldLate
            : SupportText.Delivered,
        DeliveryState.Declined => SupportText.Declined,
        DeliveryState.Withdrawn => SupportText.Withdrawn,
        DeliveryState.Lapsed => SupportText.Lapsed,
        DeliveryState.Revoked => SupportText.Revoked,
        DeliveryState.Missed => SupportText.Missed,
        DeliveryState.Incident => SupportText.Incident,
        DeliveryState.Resolved => SupportText.IncidentResolved,
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
        var unmasked = Unmasked(entry);
        var line = EntryWords.Of(unmasked, subject);
        var detail = line.Detail ?? By(unmasked.Actor.Kind);
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
        { ClosedAt: not null } => SupportText.InProgressClosed,
        { OpenedAt: not null } => SupportText.InProgressOpen,
        { UnlockedAt: not null } => SupportText.InProgressUnlocked,
        _ => SupportText.InProgress,
    };

    private static string By(ActorKind kind) => kind switch
    {
        ActorKind.Portal => SupportText.ActorPortal,
        ActorKind.Account => SupportText.ActorAccount,
        ActorKind.Device => SupportText.ActorDevice,
        ActorKind.Driver => SupportText.ActorDriver,
        ActorKind.Carrier => SupportText.ActorCarrier,
        ActorKind.Support => SupportText.ActorSupport,
        ActorKind.Operator => SupportText.ActorOperator,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };
}
