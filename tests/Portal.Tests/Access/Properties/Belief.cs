using Portal.Client.Access;
using Portal.Tests.Support;
using DeviceEvent = Portal.Access.DeviceEvent;

namespace Portal.Tests.Access.Properties;

/// <summary>
/// What may be shown of a device, by S02, S03 and 'Heartbeats' of interfaces.md: each fact for 2 × interval + 5 s after the device said or
/// repeated it, with an interval of 5 s while it is not shut; nothing after a restart, and nothing that a heartbeat contradicted. What is
/// told late says what was, not what is. Time is what has passed, whatever the wall clock says.
/// </summary>
internal sealed class Belief(AccessPointKind kind, ManualTime time)
{
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(30);
    private readonly SortedDictionary<long, DeviceEvent> _told = [];
    private int _interval = Neighbour.HeartbeatSeconds;
    private long _newestLock;
    private long _newestDoor;
    private TimeSpan? _lockUntil;
    private TimeSpan? _doorUntil;
    private bool _lockContradicted;
    private bool _doorContradicted;

    private TimeSpan Steady => time.GetElapsedTime(0);

    private TimeSpan Span => TimeSpan.FromSeconds((2 * (IsShut ? _interval : 5)) + 5);

    private bool IsShut =>
        Fold.Lock(_told.Values) != LockState.Unlocked
        && Fold.Door(_told.Values) is DoorState.Closed or DoorState.Unknown;

    public LockState Lock => _lockUntil > Steady ? Fold.Lock(_told.Values) : LockState.Unknown;

    public DoorState Door => _doorUntil > Steady ? Fold.Door(_told.Values) : DoorState.Unknown;

    /// <summary>Each part of <em>secured</em> is known.</summary>
    public bool IsMonitored => Door != DoorState.Unknown && (kind == AccessPointKind.Garage || Lock != LockState.Unknown);

    public void Hear(IReadOnlyList<DeviceEvent> fresh, DateTimeOffset now)
    {
        foreach (var said in fresh)
            _told[said.Seq] = said;
        var whole = _told.Values.TakeWhile((said, i) => said.Seq == i + 1).Count();
        foreach (var said in fresh.OrderBy(said => said.Seq))
        {
            var inTime = now - said.At <= LateAfter && said.Seq <= whole;
            if (Fold.LockOf(said.Kind) is not null && said.Seq > _newestLock)
                (_newestLock, _lockUntil, _lockContradicted) = (said.Seq, inTime ? Steady + Span : null, false);
            if (Fold.DoorOf(said.Kind) is not null && said.Seq > _newestDoor)
                (_newestDoor, _doorUntil, _doorContradicted) = (said.Seq, inTime ? Steady + Span : null, false);
        }

        Shorten(Steady + Span);
    }

    public void Hear(LockState bolt, DoorState door, int interval)
    {
        _interval = interval;
        _lockContradicted |= _newestLock > 0 && bolt != Fold.Lock(_told.Values);
        _doorContradicted |= _newestDoor > 0 && door != Fold.Door(_told.Values);
        _lockUntil = _newestLock == 0 || _lockContradicted ? null : Steady + Span;
        _doorUntil = _newestDoor == 0 || _doorContradicted ? null : Steady + Span;
    }

    public void Forget() => (_lockUntil, _doorUntil) = (null, null);

    /// <summary>The rhythm of what was said before follows the new state, but nothing is believed longer by it.</summary>
    private void Shorten(TimeSpan until)
    {
        _lockUntil = _lockUntil > until ? until : _lockUntil;
        _doorUntil = _doorUntil > until ? until : _doorUntil;
    }
}
