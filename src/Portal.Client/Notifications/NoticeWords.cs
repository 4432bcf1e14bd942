using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;

namespace Portal.Client.Notifications;

/// <summary>What a notification says: the words of the screens, short enough for a locked phone. No code, no position, no address (S12).</summary>
public static class NoticeWords
{
    public static NoticeText Of(NoticeStory story, PlaceClock clock)
    {
        ArgumentNullException.ThrowIfNull(story);
        ArgumentNullException.ThrowIfNull(clock);
        return story switch
        {
            { Alert: { } alert, Place: { } place } => OfAlert(story, alert, place, clock),
            { Kind: NoticeKind.Request } => OfRequest(story, clock),
            _ => OfEntry(story),
        };
    }

    /// <summary>What became of an answer that was given from a notification.</summary>
    public static string Answer(NoticeAct act, DeliveryOutcome outcome) => DeliveryWords.Fault(outcome) ?? act switch
    {
        NoticeAct.Approve => "Approved. It may be opened once, inside the window.",
        NoticeAct.Decline => "Declined. Nothing was opened.",
        NoticeAct.Acknowledge => throw new ArgumentOutOfRangeException(nameof(act), act, "No answer to a delivery."),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such act."),
    };

    /// <summary>What became of 'I’m taking care of it'.</summary>
    public static string Answer(AccessOutcome outcome) =>
        AccessPointWords.Fault(outcome) ?? "You are taking care of it. It stays open in Portal until the device says that it is over.";

    /// <summary>The reason of a decline from a notification, as the carrier reads it.</summary>
    public static string Declined => DeliveryWords.DeclinedByMember;

    /// <summary>What a kind is called on the page of settings.</summary>
    public static string Name(NoticeKind kind) => kind switch
    {
        NoticeKind.Alarm => "Alarms",
        NoticeKind.Request => "Requests",
        NoticeKind.Trouble => "Trouble",
        NoticeKind.Readiness => "Not ready",
        NoticeKind.WhileOffline => "While it was offline",
        NoticeKind.ApprovedByRule => "Approved by a rule",
        NoticeKind.Delivered => "Delivered",
        NoticeKind.NotDelivered => "Not delivered",
        NoticeKind.Denied => "Stayed shut",
        NoticeKind.OpenedByHand => "Opened by hand",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    /// <summary>What belongs to it.</summary>
    public static string Meaning(NoticeKind kind) => kind switch
    {
        NoticeKind.Alarm => "Left open, forced open, tampering, silent while open. Goes through quiet hours",
        NoticeKind.Request => "A carrier asks for a window and waits for your answer",
        NoticeKind.Trouble => "A low battery, wrong codes, an incident: somebody has to look",
        NoticeKind.Readiness => "What would go wrong in a window that begins soon",
        NoticeKind.WhileOffline => "What a device told after the fact, summed up",
        NoticeKind.ApprovedByRule => "A standing rule approved a window by itself",
        NoticeKind.Delivered => "Opened, closed and locked as agreed",
        NoticeKind.NotDelivered => "Missed, lapsed or withdrawn",
        NoticeKind.Denied => "Somebody tried and was not let in",
        NoticeKind.OpenedByHand => "A resident’s own opening; on by itself for key boxes",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    private static NoticeText OfAlert(NoticeStory story, AlertView alert, AccessPointKind place, PlaceClock clock)
    {
        var since = story.Entry.TimeZone is { } zone ? $", since {clock.TimeAndDay(alert.OpenedAt, zone)}" : "";
        var at = $"{alert.AccessPointName}{since}.";
        return story.Entry.Kind switch
        {
            EntryKinds.AlertCleared => new NoticeText($"Over: {AlertWords.Within(alert.Kind)}", alert.AccessPointName),
            EntryKinds.AlertAcknowledged => new NoticeText(
                $"{alert.AcknowledgedBy ?? "Somebody"} is taking care of it", $"{AlertWords.Headline(alert, place)}. {at}"),
            EntryKinds.AlertEscalated => new NoticeText(
                AlertWords.Headline(alert, place), $"Nobody has taken it yet, so you are asked. {at} {AlertWords.Advice(alert.Kind)}"),
            _ => new NoticeText(AlertWords.Headline(alert, place), $"{at} {AlertWords.Advice(alert.Kind)}"),
        };
    }

    private static NoticeText OfRequest(NoticeStory story, PlaceClock clock)
    {
        var place = story.Entry.AccessPointName ?? "Portal";
        var zone = story.Entry.TimeZone ?? ZoneNames.Fallback;
        var windows = story.Windows.Select(window => $"{clock.Day(window.Start, zone)} {clock.Window(window.Start, window.End, zone)}");
        return new NoticeText($"{place}: {story.Carrier ?? "Somebody"} asks", $"{string.Join(", or ", windows)}. It opens only if you approve.");
    }

    private static NoticeText OfEntry(NoticeStory story)
    {
        var line = EntryWords.Of(story.Entry, EntrySubject.Of(story.Entry));
        string?[] parts = [line.Detail, story.Carrier];
        return new NoticeText(line.Title, string.Join(" · ", parts.OfType<string>().Distinct(StringComparer.Ordinal)));
    }
}
