using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>An event as it was taken in.</summary>
/// <param name="Said">What the device sent.</param>
/// <param name="At">When it happened, as it is shown: the device's claim, unless that lies too far ahead (S20).</param>
/// <param name="Late">It arrived after the fact, or before an older one.</param>
/// <param name="ClockSuspect">The device's claim lay too far ahead (S20).</param>
/// <param name="Before">What was known just before it.</param>
internal sealed record ReceivedEvent(DeviceEvent Said, DateTimeOffset At, bool Late, bool ClockSuspect, DeviceFacts Before)
{
    /// <summary>No event with a higher number had arrived: it is the device's newest word, whatever time it claims (S20).</summary>
    public bool IsHighest { get; init; }

    public EventNumber Number => new(Said.Epoch, Said.Seq);

    /// <summary>No newer word about the same fact was known: what it says is so, not only was so.</summary>
    public bool IsNewest => Said.Kind switch
    {
        _ when FactKinds.LockOf(Said.Kind) is not null => Number > Before.LockNumber,
        _ when FactKinds.DoorOf(Said.Kind) is not null => Number > Before.DoorNumber,
        _ when FactKinds.TamperOf(Said.Kind) is not null => Number > Before.TamperNumber,
        EventKinds.Battery => !Late,
        _ => true,
    };
}
