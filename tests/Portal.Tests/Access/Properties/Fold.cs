using Portal.Client.Access;
using Portal.Device.Protocol;
using DeviceEvent = Portal.Access.DeviceEvent;

namespace Portal.Tests.Access.Properties;

/// <summary>How things stand after events in the order of their numbers (interfaces.md, Kinds).</summary>
internal static class Fold
{
    public static LockState Lock(IEnumerable<DeviceEvent> events) =>
        events.Select(said => LockOf(said.Kind)).LastOrDefault(word => word is not null) ?? LockState.Unknown;

    public static DoorState Door(IEnumerable<DeviceEvent> events) =>
        events.Select(said => DoorOf(said.Kind)).LastOrDefault(word => word is not null) ?? DoorState.Unknown;

    public static bool IsTampered(IEnumerable<DeviceEvent> events) =>
        events.LastOrDefault(said => said.Kind is EventKinds.Tamper or EventKinds.TamperCleared)?.Kind == EventKinds.Tamper;

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

    /// <summary>Secured, as product.md says it of the profile.</summary>
    public static bool IsSecured(AccessPointKind kind, IReadOnlyList<DeviceEvent> events) =>
        Door(events) == DoorState.Closed && (kind == AccessPointKind.Garage || Lock(events) == LockState.Locked);
}
