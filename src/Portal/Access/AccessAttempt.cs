using Portal.Client.Access;

namespace Portal.Access;

/// <summary>
/// Everything that the decision looks at, read in the transaction that records it. What is missing denies.
/// </summary>
internal sealed record AccessAttempt
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The wall clock has jumped, so that <see cref="Now"/> may be wrong (S19).</summary>
    public required bool ClockUnsure { get; init; }

    public required WayIn WayIn { get; init; }

    /// <summary>The keypad rests after wrong codes (S11).</summary>
    public required bool KeypadRests { get; init; }

    /// <summary>The code, the link or the carrier's key was right for this grant and this access point.</summary>
    public required bool Proven { get; init; }

    /// <summary>Null: nothing was approved.</summary>
    public GrantFacts? Grant { get; init; }

    public CarrierFacts? Carrier { get; init; }

    public PlaceFacts? Place { get; init; }

    public DeviceStanding? Device { get; init; }

    public required bool HouseholdPaused { get; init; }

    public required bool AccessPointPaused { get; init; }

    /// <summary>An opening of ours on this access point was never secured (S06).</summary>
    public required bool EarlierOpeningUnsecured { get; init; }

    /// <summary>The driver's position; a keypad has none.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>The tracking number sent is this delivery's; true where none is sent.</summary>
    public required bool ParcelMatches { get; init; }
}

/// <summary>The grant as it stands.</summary>
internal sealed record GrantFacts
{
    public required GrantState State { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>The way in that won; null while it is ready.</summary>
    public WayIn? WonBy { get; init; }

    /// <summary>When the portal first granted it; null where a device judged by itself: such a use has no second chance (S10).</summary>
    public DateTimeOffset? GrantedAt { get; init; }

    /// <summary>The device has said that something opened since, whether or not what came before it has arrived.</summary>
    public bool Opened { get; init; }

    /// <summary>An owner waived place for this delivery: the driver's position is not asked for.</summary>
    public bool PlaceWaived { get; init; }
}

/// <summary>The carrier of the grant; null in the attempt for a delivery made by hand.</summary>
/// <param name="Verified">Verified now.</param>
/// <param name="Blocked">Blocked by this household or access point.</param>
/// <param name="DriverIsAssigned">The driver of the attempt is the one assigned, or none is.</param>
internal sealed record CarrierFacts(bool Verified, bool Blocked, bool DriverIsAssigned);

/// <summary>Where the opening is and how near one must be.</summary>
internal sealed record PlaceFacts
{
    public required AccessPointKind Kind { get; init; }

    /// <summary>A fixed place, or a car's last fix; null when there is none.</summary>
    public GeoPosition? At { get; init; }

    public bool Moving { get; init; }

    public required double ReachM { get; init; }

    /// <summary>The delivery zone, if the owner drew one.</summary>
    public GeoZone? Zone { get; init; }
}

/// <summary>The device as it stands.</summary>
internal sealed record DeviceStanding
{
    public required bool Online { get; init; }

    public required bool Tampered { get; init; }

    /// <summary>By its last word about the bolt, however old that is: a stuck bolt does not come free by silence.</summary>
    public required bool Jammed { get; init; }

    public required LockState Lock { get; init; }

    public required DoorState Door { get; init; }

    public required SecuredMeaning Meaning { get; init; }

    /// <summary>The owner requires a camera and it was heard, or none is required.</summary>
    public required bool CameraHeard { get; init; }
}
