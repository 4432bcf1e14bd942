namespace Portal.Client.Access;

/// <summary>What locking from here means for an access point, and when it can be asked.</summary>
internal static class LockWords
{
    /// <summary>
    /// Whether locking would help, as far as is known: a lid or door that stands open is shut by hand first, and a garage closes by command
    /// only with its warning (S08).
    /// </summary>
    public static bool CanBeAsked(AccessPointView point) => point switch
    {
        { Device: null } or { State.Secured: true } => false,
        { Kind: AccessPointKind.Garage } => point.Device.Capabilities.Contains("close_warning"),
        _ => point.Device.Capabilities.Contains("lock") && point.State.Door is DoorState.Closed or DoorState.Unknown,
    };

    /// <summary>Why it cannot be closed from here though it stands open; null where it can, or need not be.</summary>
    public static string? WhyNot(AccessPointView point) =>
        point is { Kind: AccessPointKind.Garage, Device: not null, State.Secured: false } && !point.Device.Capabilities.Contains("close_warning")
            ? AccessText.ClosesOnlyAtTheDoor
            : null;

    /// <summary>'Lock again', 'Close the garage'.</summary>
    public static string Command(AccessPointView point) => point.Kind is AccessPointKind.Garage ? AccessText.CloseTheGarage : AccessText.LockAgain;

    /// <summary>What to expect of it; null when there is nothing to say.</summary>
    public static string? Warning(AccessPointView point) => point.Kind is AccessPointKind.Garage ? AccessText.BeepsFirst : null;

    /// <summary>What to say once it was asked: the result comes from the device.</summary>
    public static string Asked(AccessPointView point) => point.Kind is AccessPointKind.Garage
        ? AccessText.AskedToClose
        : AccessText.AskedToLock;
}
