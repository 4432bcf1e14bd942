using Portal.Device.Protocol;

namespace Portal.Device.Virtual;

/// <summary>What a <see cref="VirtualDevice"/> is and where it keeps itself.</summary>
public sealed record VirtualDeviceOptions
{
    /// <summary>Folder for its state, for this device alone.</summary>
    public required string Directory { get; init; }

    /// <summary>What it is.</summary>
    public required DeviceProfile Profile { get; init; }

    /// <summary>Where it stands when it is new, WGS 84 degrees; used by profiles that know where they are, and written into a camera's pictures.</summary>
    public double Latitude { get; init; } = 48.13743;

    /// <inheritdoc cref="Latitude"/>
    public double Longitude { get; init; } = 11.57549;

    /// <summary>Seconds between heartbeats that it asks for.</summary>
    public int HeartbeatSeconds { get; init; } = 60;

    /// <summary>How long things take.</summary>
    public BodyTiming Timing { get; init; } = new();

    /// <summary>Hears what happens. It is called in the middle of things: be quick, and do not throw.</summary>
    public Action<DeviceNews> News { get; init; } = static _ => { };

    /// <summary>The clock and the timers.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
