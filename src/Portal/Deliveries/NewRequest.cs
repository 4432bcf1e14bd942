using Portal.Client.Deliveries;

namespace Portal.Deliveries;

/// <summary>What a carrier asks for; its fields were checked at the edge.</summary>
internal sealed record NewRequest
{
    /// <summary>The drop-off handle that the owner gave to the shop.</summary>
    public required string Handle { get; init; }

    public required string TrackingNumber { get; init; }

    public required Parcel Parcel { get; init; }

    /// <summary>One to three.</summary>
    public required IReadOnlyList<DeliveryWindow> Windows { get; init; }

    public NewDriver? Driver { get; init; }
}

/// <summary>A driver as the carrier names them.</summary>
internal sealed record NewDriver(string Name, string? Phone, Uri? PhotoUrl);
