using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>What a device says of itself when it is paired; the owner sees it and compares.</summary>
public sealed record DeviceDescription
{
    /// <summary>What sort of device it is.</summary>
    public required DeviceProfile Profile { get; init; }

    /// <summary>The maker's name of it.</summary>
    public required string Model { get; init; }

    /// <summary>The maker's number of this one.</summary>
    public required string Serial { get; init; }

    /// <summary>Version of the program inside.</summary>
    public required string Firmware { get; init; }

    /// <summary>What it can do or sense (<see cref="Capabilities"/>); null for what is usual for the profile.</summary>
    public IReadOnlyList<string>? CanDo { get; init; }

    /// <summary>Seconds between heartbeats that it can afford, 15 to 300.</summary>
    public int HeartbeatSeconds { get; init; } = 60;
}
