using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Ledger;

namespace Portal.Client.Home;

/// <summary>
/// Today at a glance: what opened, who was let in or not, what was decided. Routine words of devices stay in the activity, and the steps of
/// one opening become one line each way.
/// </summary>
internal static class TodayEntries
{
    private static readonly TimeSpan OneMove = TimeSpan.FromMinutes(2);

    private static readonly HashSet<string> Routine =
    [
        "battery", "position", "started", "clock_set", "event_dropped", EntryKinds.PortalStarted, EntryKinds.CommandAnswered,
        EntryKinds.PairingCodeIssued, EntryKinds.DeviceClaimed, EntryKinds.PositionDisclosed, EntryKinds.DriverSessionStarted,
        EntryKinds.DriverSessionEnded, EntryKinds.DeliveryStarted, EntryKinds.LockAsked,
    ];

    /// <summary>A routine word, of interest only to whoever looks for it.</summary>
    public static bool IsRoutine(EntryView entry) => Routine.Contains(entry.Kind);

    /// <summary>The lines of today, from new to old, each by the day of its own place.</summary>
    /// <param name="entries">From new to old.</param>
    /// <param name="now">When they were read.</param>
    /// <param name="zone">For entries of no place (IANA).</param>
    public static IEnumerable<TimelineItem> Of(IReadOnlyList<EntryView> entries, DateTimeOffset now, string zone)
    {
        var today = entries
            .Where(entry => IsSameDay(entry.At, now, entry.TimeZone ?? zone) && !IsRoutine(entry))
            .ToList();
        return today.Where((entry, index) => !IsPartOf(entry, today.Take(index))).Select(entry => Item(entry, today));
    }

    private static bool IsSameDay(DateTimeOffset at, DateTimeOffset now, string zone) =>
        PlaceClock.Write(at, zone).Date == PlaceClock.Write(now, zone).Date;

    /// <summary>'Unlocked' is part of 'opened', and 'closed' of 'locked', where they followed within the same move.</summary>
    private static bool IsPartOf(EntryView entry, IEnumerable<EntryView> newer) => entry.Kind switch
    {
        "unlocked" => newer.Any(next => next.Kind == "door_opened" && IsSameMove(entry, next)),
        "door_opened" => newer.Any(next => next.Kind == EntryKinds.OpenedByHand && IsSameMove(entry, next)),
        "door_closed" => newer.Any(next => next.Kind == "locked" && IsSameMove(entry, next)),
        _ => false,
    };

    private static TimelineItem Item(EntryView entry, List<EntryView> today)
    {
        var item = StoryItems.Of(entry);
        return entry.Kind == "locked" && today.Exists(closed => closed.Kind == "door_closed" && IsSameMove(closed, entry))
            ? item with { Title = HomeText.FormatMovedShut(entry.AccessPointName) }
            : item;
    }

    private static bool IsSameMove(EntryView first, EntryView then) =>
        first.AccessPointId == then.AccessPointId && then.At >= first.At && then.At - first.At <= OneMove;
}
