using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;
using DeviceEvent = Portal.Access.DeviceEvent;

namespace Portal.Tests.Access.Properties;

/// <summary>
/// The device of a case: what has happened to it, what it has told and what of that was acknowledged. How it stands follows from what
/// happened, in the order of its numbers.
/// </summary>
internal sealed class Box
{
    private readonly List<DeviceEvent> _happened = [];
    private readonly SortedDictionary<long, DeviceEvent> _told = [];
    private readonly HashSet<long> _acknowledged = [];

    /// <summary>The last command that reached it.</summary>
    public CommandId? Command { get; set; }

    public bool IsOnline { get; private set; } = true;

    /// <summary>All that has happened to it, by number.</summary>
    public IReadOnlyList<DeviceEvent> Happened => _happened;

    /// <summary>What the portal has stored, by number.</summary>
    public IReadOnlyCollection<DeviceEvent> Told => _told.Values;

    /// <summary>What the portal has stored up to the first number that is missing.</summary>
    public IEnumerable<DeviceEvent> ToldWithoutGap => _told.Values.TakeWhile((said, i) => said.Seq == i + 1);

    /// <summary>The bolt as the device itself knows it.</summary>
    public LockState Lock => Fold.Lock(_happened);

    /// <summary>The lid, door or trunk as the device itself knows it.</summary>
    public DoorState Door => Fold.Door(_happened);

    public void Happen(string kind, bool isCommanded, DateTimeOffset now)
    {
        var names = isCommanded && Command is not null ? kind + "!" : kind;
        _happened.Add(SomeEvent.Of(_happened.Count + 1, names, now, Command));
    }

    public void Fix(GeoPosition position, bool moving) =>
        _happened.Add(SomeEvent.Of(_happened.Count + 1, EventKinds.Position, position.At) with { Position = position, Moving = moving });

    public void Connect(bool isOnline) => IsOnline = isOnline;

    /// <summary>The batches in which it tells what it has to tell.</summary>
    public IReadOnlyList<IReadOnlyList<DeviceEvent>> Batches(Order order)
    {
        var waiting = _happened.Where(said => !_acknowledged.Contains(said.Seq)).ToList();
        if (!IsOnline || (order == Order.Again ? _told.Count : waiting.Count) == 0)
            return [];
        return order switch
        {
            Order.InOrder or Order.Unacknowledged => [waiting],
            Order.Backwards => waiting.AsEnumerable().Reverse().Select(IReadOnlyList<DeviceEvent> (said) => [said]).ToList(),
            Order.OldestOnly => [[waiting[0]]],
            Order.NewestOnly => [[waiting[^1]]],
            Order.Again => [_told.Values.ToList()],
        };
    }

    /// <summary>The portal has stored a batch; returns what of it is new.</summary>
    public IReadOnlyList<DeviceEvent> Stored(IReadOnlyList<DeviceEvent> batch, bool isAcknowledged)
    {
        if (isAcknowledged)
            _acknowledged.UnionWith(batch.Select(said => said.Seq));
        return batch.Where(said => _told.TryAdd(said.Seq, said)).ToList();
    }
}
