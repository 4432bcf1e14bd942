using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;

namespace Portal.Demo;

/// <summary>What the portal answered a carrier: the thing, or what was wrong.</summary>
internal sealed record CarrierAnswer<T>(T? Value, string? Problem)
    where T : class;

/// <summary>Of a delivery, what the demo's carrier reads.</summary>
internal sealed record CarrierDelivery
{
    public required DeliveryId Id { get; init; }

    public required string Handle { get; init; }

    public required string TrackingNumber { get; init; }

    public required IReadOnlyList<DeliveryWindow> ProposedWindows { get; init; }

    public DeliveryWindow? Window { get; init; }

    public CarrierDriver? Driver { get; init; }
}

/// <summary>Who comes.</summary>
internal sealed record CarrierDriver
{
    public required DriverId DriverId { get; init; }
}

/// <summary>A page of deliveries.</summary>
internal sealed record CarrierPage
{
    public required IReadOnlyList<CarrierDelivery> Deliveries { get; init; }
}

/// <summary>What the driver needs.</summary>
internal sealed record CarrierAccess
{
    public required Uri DriverUrl { get; init; }

    public required string Code { get; init; }

    public GeoPosition? Place { get; init; }
}

/// <summary>Granted or denied, with the sentence for the driver.</summary>
internal sealed record CarrierDecision
{
    public required string Verdict { get; init; }

    public required string Message { get; init; }

    public bool IsGranted => Verdict == "granted";
}

/// <summary>RFC 9457.</summary>
internal sealed record CarrierProblem
{
    public string? Code { get; init; }

    public string? Detail { get; init; }
}
