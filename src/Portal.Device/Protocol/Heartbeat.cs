namespace Portal.Device.Protocol;

/// <summary>
/// A device's word that it lives and how it stands. It confirms the last signed state or contradicts it, and is never evidence by itself.
/// </summary>
public sealed record Heartbeat
{
    /// <summary>The device's clock; see <see cref="WireTime"/>.</summary>
    public required string At { get; init; }

    /// <summary>One of <see cref="LockWords"/>.</summary>
    public required string Lock { get; init; }

    /// <summary>One of <see cref="DoorWords"/>.</summary>
    public required string Door { get; init; }

    /// <summary>0 to 100, for devices with a battery.</summary>
    public int? BatteryPercent { get; init; }

    /// <summary>For devices that know where they are.</summary>
    public Position? Position { get; init; }

    /// <summary>True while the device is being tampered with, or has been and was not cleared.</summary>
    public bool? Tamper { get; init; }

    /// <summary>Seconds since the device started.</summary>
    public required long UptimeSeconds { get; init; }
}

/// <summary>The portal's answer to a <see cref="Heartbeat"/>.</summary>
public sealed record HeartbeatAnswer
{
    /// <summary>The portal's clock; see <see cref="WireTime"/>. The only source of trusted time for offline authority.</summary>
    public required string ServerTime { get; init; }

    /// <summary>Seconds until the next heartbeat is wanted, except in an opening.</summary>
    public required int IntervalSeconds { get; init; }

    /// <summary>Seconds for which the synced grants may still be used, where there are any.</summary>
    public int? LeaseSeconds { get; init; }

    /// <summary>The ledger's newest checkpoint (C2SP signed note), for devices that watch it.</summary>
    public string? Checkpoint { get; init; }
}
