namespace Portal.Client.Access;

/// <summary>What is set about an access point. Every member may read it; only an owner changes it.</summary>
public sealed record AccessPointSettingsView
{
    public required AccessPointId Id { get; init; }

    public required AccessPointKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    public required string Handle { get; init; }

    public required string Instructions { get; init; }

    public Car? Car { get; init; }

    public CarPhotoId? Photo { get; init; }

    /// <summary>Of a door or garage.</summary>
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public GeoZone? Zone { get; init; }

    public required int ReachMetres { get; init; }

    /// <summary>An owner can only lower it.</summary>
    public required int MostReachMetres { get; init; }

    public required int LeftOpenSeconds { get; init; }

    public required bool WatchesHandOpenings { get; init; }

    public required int NotRelockedSeconds { get; init; }

    public required bool Relocks { get; init; }

    public required bool CameraRequired { get; init; }

    /// <summary>A paired device takes pictures.</summary>
    public required bool HasCamera { get; init; }

    public required string Checklist { get; init; }

    public required bool KeepsPosition { get; init; }

    /// <summary>Whoever looks wants to be told of openings by hand: their own wish, or the default of the device's kind.</summary>
    public required bool IsTold { get; init; }

    /// <summary>Whoever looks is an owner.</summary>
    public required bool IsOwner { get; init; }
}

/// <summary>What became of a change: done, or one message for each field that is wrong.</summary>
public sealed record ChangeOutcome(AccessOutcome Outcome, IReadOnlyDictionary<string, string> Faults)
{
    public static ChangeOutcome Of(AccessOutcome outcome) => new(outcome, new Dictionary<string, string>(StringComparer.Ordinal));
}
