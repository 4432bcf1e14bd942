using Portal.Client.Access;
using Portal.Device.Protocol;
using DeviceEvent = Portal.Access.DeviceEvent;

namespace Portal.Tests.Access.Properties;

/// <summary>What the device has told about one opening, in the order of its numbers (S04).</summary>
internal static class Evidence
{
    /// <summary>Unlocked by one of these commands, then opened, then closed, and from then on or later: secured.</summary>
    public static bool ShowsTheOrder(AccessPointKind kind, IReadOnlyList<DeviceEvent> told, IReadOnlySet<string> commands)
    {
        var unlocked = FirstUnlock(kind, told, commands);
        if (unlocked < 0)
            return false;
        var opened = Find(told, unlocked, EventKinds.DoorOpened);
        var closed = opened < 0 ? -1 : Find(told, opened + 1, EventKinds.DoorClosed);
        return closed >= 0
            && Enumerable.Range(closed, told.Count - closed).Any(i => Fold.IsSecured(kind, told.Take(i + 1).ToList()));
    }

    /// <summary>Something has opened after one of these commands unlocked.</summary>
    public static bool ShowsAnOpening(AccessPointKind kind, IReadOnlyList<DeviceEvent> told, IReadOnlySet<string> commands) =>
        FirstUnlock(kind, told, commands) is >= 0 and var unlocked && Find(told, unlocked, EventKinds.DoorOpened) >= 0;

    /// <summary>It was opened, and nothing told since then says that it was secured (S06).</summary>
    public static bool ShowsItStillOpen(AccessPointKind kind, IReadOnlyList<DeviceEvent> told, IReadOnlySet<string> commands)
    {
        var unlocked = FirstUnlock(kind, told, commands);
        var opened = unlocked < 0 ? -1 : Find(told, unlocked, EventKinds.DoorOpened);
        return opened >= 0 && !Enumerable.Range(opened, told.Count - opened).Any(i => Fold.IsSecured(kind, told.Take(i + 1).ToList()));
    }

    private static int FirstUnlock(AccessPointKind kind, IReadOnlyList<DeviceEvent> told, IReadOnlySet<string> commands) =>
        told.Select((said, i) => (said, i))
            .Where(one => one.said.CommandId is { } id && commands.Contains(id) && Unlocks(kind, one.said.Kind))
            .Select(one => one.i)
            .DefaultIfEmpty(-1)
            .First();

    /// <summary>A drive that has no bolt is unlocked by beginning to move.</summary>
    private static bool Unlocks(AccessPointKind kind, string said) => kind switch
    {
        AccessPointKind.Garage => said is EventKinds.DoorOpening or EventKinds.DoorOpened,
        AccessPointKind.Trunk or AccessPointKind.Door => said == EventKinds.Unlocked,
    };

    private static int Find(IReadOnlyList<DeviceEvent> told, int from, string kind)
    {
        for (var i = from; i < told.Count; i++)
        {
            if (told[i].Kind == kind)
                return i;
        }

        return -1;
    }
}
