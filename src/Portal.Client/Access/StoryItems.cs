using Portal.Client.Controls;
using Portal.Client.Ledger;

namespace Portal.Client.Access;

/// <summary>Turns entries into the steps of a timeline.</summary>
internal static class StoryItems
{
    /// <summary>One entry among those of several places.</summary>
    public static TimelineItem Of(EntryView entry) => Of(entry, EntrySubject.Of(entry)) with { Zone = entry.TimeZone };

    /// <summary>One entry; its key stays the same when the story is read again.</summary>
    public static TimelineItem Of(EntryView entry, EntrySubject subject)
    {
        var line = EntryWords.Of(entry, subject);
        return new TimelineItem(entry.Id.Value, entry.At, line.Title, line.Detail, line.Seal, LateBy: LateBy(entry), Picture: PictureOf(entry));
    }

    private static string? PictureOf(EntryView entry) =>
        entry.Kind == EntryKinds.SnapshotTaken && PortalId.TryParse<SnapshotId>(new EntryData(entry.Data).Text("snapshot"), out var snapshot)
            ? $"/snapshots/{snapshot}"
            : null;

    /// <summary>How long an entry was on its way; null if it came in time.</summary>
    public static TimeSpan? LateBy(EntryView entry) =>
        entry.Late && entry.ReceivedAt > entry.At ? entry.ReceivedAt - entry.At : null;

    /// <summary>The steps of an opening that are still to come, so that an event fills a slot and nothing jumps.</summary>
    public static IEnumerable<TimelineItem> Coming(AccessPointKind kind, OpeningView? opening)
    {
        var part = AccessPointLook.PartOf(kind);
        (DateTimeOffset? At, string Title)[] steps =
        [
            (opening?.UnlockedAt, AccessText.StepUnlocked),
            (opening?.OpenedAt, AccessText.FormatStepOpened(part)),
            (opening?.ClosedAt, AccessText.FormatStepClosed(part)),
            (opening?.SecuredAt, AccessText.StepSecured),
        ];
        return steps.Where(step => step.At is null).Select(step => new TimelineItem($"slot-{step.Title}", null, step.Title));
    }
}
