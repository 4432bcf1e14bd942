using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;

namespace Portal.Client.Notifications;

/// <summary>
/// What a notification says: the words of the screens, short enough for a locked phone. No code, no position, no address (S12). It may be read
/// after a night, so it names days by their date.
/// </summary>
public static class NoticeWords
{
    /// <param name="story">What there is to tell.</param>
    /// <param name="readersZone">By which clock the reader lives, as far as it is known (IANA).</param>
    public static NoticeText Of(NoticeStory story, string? readersZone)
    {
        ArgumentNullException.ThrowIfNull(story);
        return story switch
        {
            { Alert: { } alert, Place: { } place } => OfAlert(story, alert, place, readersZone),
            { Kind: NoticeKind.Request } => OfRequest(story, readersZone),
            _ => OfEntry(story),
        };
    }

    /// <summary>What became of an answer that was given from a notification.</summary>
    public static string Answer(NoticeAct act, DeliveryOutcome outcome) => DeliveryWords.Fault(outcome) ?? act switch
    {
        NoticeAct.Approve => NotificationsText.Given,
        NoticeAct.Decline => NotificationsText.Declined,
        NoticeAct.Acknowledge => throw new ArgumentOutOfRangeException(nameof(act), act, "No answer to a delivery."),
        _ => throw new ArgumentOutOfRangeException(nameof(act), act, "No such act."),
    };

    /// <summary>What became of 'I’m taking care of it'.</summary>
    public static string Answer(AccessOutcome outcome) =>
        AccessPointWords.Fault(outcome) ?? NotificationsText.TakingCare;

    /// <summary>The reason of a decline from a notification, as the carrier reads it.</summary>
    public static string Declined => DeclineReasons.NotNow;

    /// <summary>What a kind is called on the page of settings.</summary>
    public static string Name(NoticeKind kind) => kind switch
    {
        NoticeKind.Alarm => NotificationsText.Alarm,
        NoticeKind.Request => NotificationsText.Request,
        NoticeKind.Trouble => NotificationsText.Trouble,
        NoticeKind.Readiness => NotificationsText.Readiness,
        NoticeKind.WhileOffline => NotificationsText.WhileOffline,
        NoticeKind.ApprovedByRule => NotificationsText.ApprovedByRule,
        NoticeKind.Delivered => NotificationsText.Delivered,
        NoticeKind.NotDelivered => NotificationsText.NotDelivered,
        NoticeKind.Denied => NotificationsText.Denied,
        NoticeKind.OpenedByHand => NotificationsText.OpenedByHand,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    /// <summary>Told in one way: 'Alarms by push'.</summary>
    public static string Name(NoticeKind kind, NoticeChannel channel) =>
        channel is NoticeChannel.Push ? NotificationsText.FormatByPush(Name(kind)) : NotificationsText.FormatByMail(Name(kind));

    /// <summary>Where openings by hand are told: 'Now: Car, Front door'.</summary>
    public static string At(IReadOnlyList<string> accessPoints) =>
        accessPoints.Count == 0 ? NotificationsText.ByHandNowhere : NotificationsText.FormatByHandAt(string.Join(", ", accessPoints));

    /// <summary>What belongs to it.</summary>
    public static string Meaning(NoticeKind kind) => kind switch
    {
        NoticeKind.Alarm => NotificationsText.AlarmMeaning,
        NoticeKind.Request => NotificationsText.RequestMeaning,
        NoticeKind.Trouble => NotificationsText.TroubleMeaning,
        NoticeKind.Readiness => NotificationsText.ReadinessMeaning,
        NoticeKind.WhileOffline => NotificationsText.WhileOfflineMeaning,
        NoticeKind.ApprovedByRule => NotificationsText.ApprovedByRuleMeaning,
        NoticeKind.Delivered => NotificationsText.DeliveredMeaning,
        NoticeKind.NotDelivered => NotificationsText.NotDeliveredMeaning,
        NoticeKind.Denied => NotificationsText.DeniedMeaning,
        NoticeKind.OpenedByHand => NotificationsText.OpenedByHandMeaning,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    private static NoticeText OfAlert(NoticeStory story, AlertView alert, AccessPointKind place, string? readersZone)
    {
        var at = story.Entry.TimeZone is { } zone
            ? NotificationsText.FormatAlertAtSince(alert.AccessPointName, PlaceClock.DatedFor(readersZone, alert.OpenedAt, zone))
            : NotificationsText.FormatAlertAt(alert.AccessPointName);
        return story.Entry.Kind switch
        {
            EntryKinds.AlertCleared => new NoticeText(NotificationsText.FormatAlertOver(AlertWords.Within(alert.Kind)), alert.AccessPointName),
            EntryKinds.AlertAcknowledged => new NoticeText(
                NotificationsText.FormatTakesCare(alert.AcknowledgedBy ?? NotificationsText.Somebody), $"{AlertWords.Headline(alert, place)}. {at}"),
            EntryKinds.AlertEscalated => new NoticeText(
                AlertWords.Headline(alert, place), NotificationsText.FormatAlertEscalated(at, AlertWords.Advice(alert.Kind))),
            _ => new NoticeText(AlertWords.Headline(alert, place), $"{at} {AlertWords.Advice(alert.Kind)}"),
        };
    }

    private static NoticeText OfRequest(NoticeStory story, string? readersZone)
    {
        var place = story.Entry.AccessPointName ?? "Portal";
        var zone = story.Entry.TimeZone ?? ZoneNames.Fallback;
        var windows = story.Windows.Select(window => PlaceClock.DatedWindowFor(readersZone, window.Start, window.End, zone));
        return new NoticeText(
            NotificationsText.FormatAsks(place, story.Carrier ?? NotificationsText.Somebody), NotificationsText.FormatAsksFor(windows.DefaultIfEmpty("").Aggregate(NotificationsText.FormatOrWindow)));
    }

    private static NoticeText OfEntry(NoticeStory story)
    {
        var line = EntryWords.Of(story.Entry, EntrySubject.Of(story.Entry));
        string?[] parts = [line.Detail, story.Carrier];
        return new NoticeText(line.Title, string.Join(" · ", parts.OfType<string>().Distinct(StringComparer.Ordinal)));
    }
}
