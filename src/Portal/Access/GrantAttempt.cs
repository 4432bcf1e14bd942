using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;

namespace Portal.Access;

/// <summary>One attempt to use a grant, as it comes from a keypad, the driver page or the carrier API.</summary>
internal sealed record GrantAttempt
{
    public required WayIn WayIn { get; init; }

    /// <summary>Who tries, for the ledger.</summary>
    public required Client.Ledger.Actor Actor { get; init; }

    /// <summary>For a keypad: the device that asks, and what was typed.</summary>
    public DeviceId? Keypad { get; init; }

    public string? Code { get; init; }

    /// <summary>For a keypad: the device's own id of the attempt. Judged by the device without our answer, it is the same opening (S14).</summary>
    public string? AttemptId { get; init; }

    /// <summary>For the driver page: the grant of its session, and the generation whose link it was.</summary>
    public GrantId? Grant { get; init; }

    public int? Generation { get; init; }

    /// <summary>For the carrier API: the delivery, whose carrier it must be, and where it goes, approved or not.</summary>
    public DeliveryId? Delivery { get; init; }

    public AccessPointId? AccessPoint { get; init; }

    public CarrierId? Carrier { get; init; }

    public DriverId? Driver { get; init; }

    public GeoPosition? Position { get; init; }

    public bool ParcelMatches { get; init; } = true;

    /// <summary>The clock could not be relied on when it was tried.</summary>
    public bool ClockUnsure { get; init; }
}
