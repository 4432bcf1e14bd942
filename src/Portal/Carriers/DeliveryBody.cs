using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;

namespace Portal.Carriers;

/// <summary>A delivery as carriers see it.</summary>
internal sealed record DeliveryBody
{
    public const string ReturnToDepot = "return_to_depot";

    public required DeliveryId Id { get; init; }

    public required DeliveryState State { get; init; }

    public required string Handle { get; init; }

    public required string TrackingNumber { get; init; }

    public required ParcelBody Parcel { get; init; }

    public required IReadOnlyList<WindowBody> ProposedWindows { get; init; }

    public required Proposer ProposedBy { get; init; }

    public required AgreedWindowBody? Window { get; init; }

    public required AreaBody? Area { get; init; }

    public required NamedDriverBody? Driver { get; init; }

    public required string? Reason { get; init; }

    /// <summary>
    /// Where to go instead, when it was denied for good: <c>return_to_depot</c>, or the id of the delivery at another access point of the
    /// household, which is approved.
    /// </summary>
    public required string? Fallback { get; init; }

    public required bool Late { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required int Version { get; init; }
}

/// <summary>The parcel as the carrier describes it.</summary>
internal sealed record ParcelBody
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Description { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? WeightG { get; init; }

    /// <summary>Length, width and height.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? SizeMm { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PhotoUrl { get; init; }
}

/// <summary>A time span; the end is not part of it.</summary>
internal sealed record WindowBody
{
    [Required]
    public DateTimeOffset? Start { get; init; }

    [Required]
    public DateTimeOffset? End { get; init; }
}

/// <summary>The agreed time span, and the IANA zone of the place.</summary>
internal sealed record AgreedWindowBody(DateTimeOffset Start, DateTimeOffset End, string TimeZone);

/// <summary>Somewhere within the circle.</summary>
internal sealed record AreaBody(double Lat, double Lon, int RadiusM);

/// <summary>The driver who was named.</summary>
internal sealed record NamedDriverBody(DriverId DriverId, string Name);

/// <summary>One page of deliveries.</summary>
/// <param name="Deliveries">From new to old.</param>
/// <param name="NextCursor">What to send as <c>cursor</c> for the next page; null on the last.</param>
internal sealed record DeliveryPageBody(IReadOnlyList<DeliveryBody> Deliveries, string? NextCursor);

/// <summary>What a carrier asks for.</summary>
internal sealed record DeliveryRequestBody
{
    /// <summary>The drop-off handle, for example <c>TRK-7Q4F-9KX2</c>.</summary>
    [Required]
    public string? Handle { get; init; }

    [Required]
    public string? TrackingNumber { get; init; }

    [Required]
    public ParcelBody? Parcel { get; init; }

    /// <summary>One to three.</summary>
    [Required]
    public IReadOnlyList<WindowBody?>? Windows { get; init; }

    public DriverBody? Driver { get; init; }
}

/// <summary>The window of a counter-proposal, or a part of it.</summary>
internal sealed record AcceptBody
{
    [Required]
    public WindowBody? Window { get; init; }
}

/// <summary>The driver as the carrier names them.</summary>
internal sealed record DriverBody
{
    [Required]
    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? PhotoUrl { get; init; }
}
