namespace Portal.Client.Access;

/// <summary>What locking from here means for an access point, and when it can be asked.</summary>
internal static class LockWords
{
    /// <summary>Whether the device can be asked to lock, or a garage to close: it closes by command only with its warning (S08).</summary>
    public static bool CanBeAsked(AccessPointKind kind, DeviceView device) => kind is AccessPointKind.Garage
        ? device.Capabilities.Contains("close_warning")
        : device.Capabilities.Contains("lock");

    /// <summary>'Lock again', 'Close the garage'.</summary>
    public static string Command(AccessPointView point) => point.Kind is AccessPointKind.Garage ? "Close the garage" : "Lock again";

    /// <summary>What to expect of it; null when there is nothing to say.</summary>
    public static string? Warning(AccessPointView point) => point.Kind is AccessPointKind.Garage ? "It beeps for 5 s first." : null;

    /// <summary>What to say once it was asked: the result comes from the device.</summary>
    public static string Asked(AccessPointView point) => point.Kind is AccessPointKind.Garage
        ? "Asked to close. It beeps for 5 s first."
        : "Asked to lock. It shows ‘locked’ only when the device says so.";
}
