using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>What a signed event says about each fact; null where it says nothing.</summary>
internal static class FactKinds
{
    public static LockState? LockOf(string kind) => kind switch
    {
        EventKinds.Locked => LockState.Locked,
        EventKinds.Unlocked => LockState.Unlocked,
        EventKinds.LockJammed => LockState.Jammed,
        _ => null,
    };

    public static DoorState? DoorOf(string kind) => kind switch
    {
        EventKinds.DoorOpened or EventKinds.DoorForcedOpen => DoorState.Open,
        EventKinds.DoorClosed => DoorState.Closed,
        EventKinds.DoorAjar => DoorState.Ajar,
        EventKinds.DoorOpening => DoorState.Opening,
        EventKinds.DoorClosing => DoorState.Closing,
        _ => null,
    };

    public static bool? TamperOf(string kind) => kind switch
    {
        EventKinds.Tamper => true,
        EventKinds.TamperCleared => false,
        _ => null,
    };
}
