namespace Portal.Client.Access;

/// <summary>Where an access point is, as far as whoever asks may know it.</summary>
public sealed record WhereView
{
    public required AccessPointKind Kind { get; init; }

    /// <summary>A fixed place, or where the car was told to be; null: not known, or not to be told now.</summary>
    public GeoPosition? At { get; init; }

    /// <summary>The car told so inside or just before a window; otherwise it is the last position that its owner keeps.</summary>
    public required bool IsOfWindow { get; init; }

    public bool Moving { get; init; }

    public GeoZone? Zone { get; init; }

    /// <summary>From the middle of the zone to the car.</summary>
    public GeoLeg? FromZone { get; init; }

    public required int ReachMetres { get; init; }

    /// <summary>The owner keeps the last position outside of windows.</summary>
    public required bool KeepsPosition { get; init; }

    public required bool IsOwner { get; init; }
}

/// <summary>How far and in which direction, in degrees clockwise from north.</summary>
public sealed record GeoLeg(double Metres, double Degrees);
