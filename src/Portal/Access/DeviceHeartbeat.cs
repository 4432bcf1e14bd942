using Portal.Client.Access;

namespace Portal.Access;

/// <summary>What a device says between its events: it confirms the last signed facts or contradicts them.</summary>
internal sealed record DeviceHeartbeat
{
    /// <summary>What the device's clock says as it sends this.</summary>
    public required DateTimeOffset At { get; init; }

    public required LockState Lock { get; init; }

    public required DoorState Door { get; init; }

    public int? BatteryPercent { get; init; }

    public bool? Tamper { get; init; }

    /// <summary>Of a maker's cloud that is asked: seconds until it is asked again; null for a device that beats by itself.</summary>
    public int? PollSeconds { get; init; }

    public GeoPosition? Position { get; init; }
}
