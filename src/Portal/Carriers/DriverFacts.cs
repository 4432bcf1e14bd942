using System.Data.Common;
using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Deliveries;

namespace Portal.Carriers;

/// <summary>What a sentence to a driver may name.</summary>
internal sealed record DriverFacts
{
    public required AccessPointKind Kind { get; init; }

    public required string TimeZone { get; init; }

    public required string TrackingNumber { get; init; }

    /// <summary>Null for a delivery made by hand.</summary>
    public string? CarrierName { get; init; }

    public DeliveryWindow? Window { get; init; }

    public required DateTimeOffset Now { get; init; }

    /// <summary>Where to go instead, once it was denied for good.</summary>
    public Instead? Instead { get; init; }

    /// <summary>How far the driver is from the place, when that is why.</summary>
    public double? DistanceM { get; init; }

    /// <summary>How good the driver's position was.</summary>
    public double? AccuracyM { get; init; }

    public static DriverFacts Of(DbConnection connection, Delivery delivery, DateTimeOffset now)
    {
        var (kind, carrier) = connection.QuerySingle<(string, string?)>(
            """
            SELECT access_point.kind, carrier.name FROM access_point LEFT JOIN carrier ON carrier.id = @Carrier
            WHERE access_point.id = @AccessPoint
            """,
            new { delivery.Carrier, delivery.AccessPoint });
        return new DriverFacts
        {
            Kind = Client.Words.Parse<AccessPointKind>(kind),
            TimeZone = delivery.TimeZone,
            TrackingNumber = delivery.TrackingNumber,
            CarrierName = carrier,
            Window = delivery.Window,
            Now = now,
            Instead = Fallbacks.Told(connection, [delivery.Id]).GetValueOrDefault(delivery.Id),
        };
    }

    /// <summary>With what one try told.</summary>
    public DriverFacts After(UnlockAnswer answer, GeoPosition? position) =>
        this with { DistanceM = answer.DistanceM, AccuracyM = position?.AccuracyM };
}
