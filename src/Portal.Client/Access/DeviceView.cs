namespace Portal.Client.Access;

/// <summary>The device of an access point, as a member sees it.</summary>
public sealed record DeviceView
{
    public required DeviceId Id { get; init; }

    /// <summary>One of <c>key-box</c>, <c>connected-car</c>, <c>smart-lock</c>, <c>doorbell</c>, <c>garage-opener</c>.</summary>
    public required string Profile { get; init; }

    public required string Model { get; init; }

    public required string Serial { get; init; }

    public required string Firmware { get; init; }

    public required IReadOnlyList<string> Capabilities { get; init; }

    public required DateTimeOffset PairedAt { get; init; }

    /// <summary>The maker's cloud that speaks for it; null for one that speaks and signs for itself.</summary>
    public CloudSource? Cloud { get; init; }

    public int? BatteryPercent { get; init; }

    public bool Tampered { get; init; }

    /// <summary>Numbers of events that have not arrived though later ones have.</summary>
    public long MissingEvents { get; init; }
}
