namespace Portal.Client.Access;

/// <summary>How one device is, as a member sees it.</summary>
public sealed record DeviceHealthView
{
    public required DeviceId Id { get; init; }

    /// <summary>Nothing is taken from it, and nothing asked of it, until an owner has looked (S21).</summary>
    public required bool IsShutOut { get; init; }

    /// <summary>One of <c>key-box</c>, <c>connected-car</c>, <c>smart-lock</c>, <c>doorbell</c>, <c>garage-opener</c>.</summary>
    public required string Profile { get; init; }

    public required string Model { get; init; }

    public required string Serial { get; init; }

    public required string Firmware { get; init; }

    public required DateTimeOffset PairedAt { get; init; }

    /// <summary>Whose cloud speaks for it; null for one that speaks and signs for itself.</summary>
    public CloudMaker? Maker { get; init; }

    /// <summary>How many keys it has had, with the one of now.</summary>
    public required int Epoch { get; init; }

    public required bool IsConnected { get; init; }

    public DateTimeOffset? LastHeardAt { get; init; }

    public int? BatteryPercent { get; init; }

    public required bool Tampered { get; init; }

    /// <summary>Its clock is off by more than 120 s (S20).</summary>
    public required bool ClockIsOff { get; init; }

    /// <summary>By how much its clock was ahead at its last heartbeat; negative where it is behind.</summary>
    public TimeSpan? ClockAhead { get; init; }

    /// <summary>Numbers of events that have not arrived though later ones have.</summary>
    public required long MissingEvents { get; init; }

    /// <summary>Its messages that were refused since Portal started.</summary>
    public required long RefusedMessages { get; init; }

    /// <summary>Whoever looks is an owner, who decides about it.</summary>
    public required bool IsOwners { get; init; }

    public required bool MayAskPicture { get; init; }

    public required bool MayLocate { get; init; }
}
