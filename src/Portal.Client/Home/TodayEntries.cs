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

    /// <summary>The lines of one day, from new to old.</summary>
    /// <param name="entries">From new to old.</param>
    /// <param name="day">The day at the place.</param>
    /// <param name="zone">The zone of the place (IANA).</param>
    public static IEnumerable<TimelineItem> Of(IReadOnlyList<EntryView> entries, DateOnly day, string zone)
    {
        var today = entries
            .Where(entry => DateOnly.FromDateTime(PlaceClock.Write(entry.At, zone)) == day && !IsRoutine(entry))
            .ToList();
        return today.Where((entry, index) => !IsPartOf(entry, today.Take(index))).Select(entry => Item(entry, today));
    }

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
        var item = StoryItems.Of(entry, EntrySubject.Of(entry));
        return entry.Kind == "locked" && today.Exists(closed => closed.Kind == "door_closed" && IsSameMove(closed, entry))
            ? item with { Title = HomeText.FormatMovedShut(entry.AccessPointName) }
            : item;
    }

    private static bool IsSameMove(EntryView first, EntryView then) =>
        first.AccessPointId == then.AccessPointId && then.At >= first.At && then.At - first.At <= OneMove;
}
