using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>How a device stands now, for its heartbeats.</summary>
public sealed record DeviceStatus
{
    /// <summary>One of <see cref="LockWords"/>.</summary>
    public required string Lock { get; init; }

    /// <summary>One of <see cref="DoorWords"/>.</summary>
    public required string Door { get; init; }

    /// <summary>0 to 100, for devices with a battery.</summary>
    public int? BatteryPercent { get; init; }

    /// <summary>For devices that know where they are.</summary>
    public Position? Position { get; init; }

    /// <summary>For devices that sense tampering.</summary>
    public bool? Tamper { get; init; }
}
