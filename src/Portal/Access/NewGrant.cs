using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;

namespace Portal.Access;

/// <summary>What an approval creates.</summary>
internal sealed record NewGrant
{
    public required AccessPointId AccessPoint { get; init; }

    public required DeliveryId Delivery { get; init; }

    /// <summary>Null for a delivery made by hand.</summary>
    public CarrierId? Carrier { get; init; }

    public DriverId? Driver { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }
}
