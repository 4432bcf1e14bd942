using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// What the device has reported last of each fact, as event kinds; null where it has not spoken of it. After a start a device
/// compares this with what it senses, and reports what differs.
/// </summary>
/// <param name="Lock">The last kind about the bolt.</param>
/// <param name="Door">The last kind about the door.</param>
/// <param name="Tamper">The last kind about tampering.</param>
public sealed record ReportedState(string? Lock = null, string? Door = null, string? Tamper = null)
{
    /// <summary>The same after one more event.</summary>
    public ReportedState After(string kind) => kind switch
    {
        EventKinds.Locked or EventKinds.Unlocked or EventKinds.LockJammed => this with { Lock = kind },
        EventKinds.DoorOpened or EventKinds.DoorClosed or EventKinds.DoorAjar or EventKinds.DoorForcedOpen
            or EventKinds.DoorOpening or EventKinds.DoorClosing or EventKinds.DoorObstructed => this with { Door = kind },
        EventKinds.Tamper or EventKinds.TamperCleared => this with { Tamper = kind },
        _ => this,
    };
}
