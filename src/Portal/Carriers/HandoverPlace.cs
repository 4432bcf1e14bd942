using System.Data.Common;
using Dapper;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;

namespace Portal.Carriers;

/// <summary>Where a delivery goes, as a driver needs it: the place, the car, what the owner asks.</summary>
internal sealed record HandoverPlace
{
    public required string Name { get; init; }

    public required AccessPointKind Kind { get; init; }

    public required string TimeZone { get; init; }

    public required string Instructions { get; init; }

    public Car? Car { get; init; }

    /// <summary>A fixed place, or the car's last fix; null when there is none.</summary>
    public GeoPosition? Position { get; init; }

    /// <summary>How near a driver must be.</summary>
    public required int ReachM { get; init; }

    /// <summary>The position to about 1 km; null when there is none.</summary>
    public GeoPosition? Rounded
    {
        get
        {
            if (Position is not { } exact)
                return null;
            var area = RoundedPlace.Around(exact.Lat, exact.Lon);
            return new GeoPosition(area.Lat, area.Lon, area.RadiusM, exact.At);
        }
    }

    public static HandoverPlace Find(DbConnection connection, AccessPointId id, DateTimeOffset now)
    {
        var row = connection.QuerySingle<Row>(
            """
            SELECT name, kind, time_zone, instructions, car_make, car_model, car_colour, car_plate, reach_metres
            FROM access_point WHERE id = @id
            """,
            new { id });
        var place = GrantStore.Place(connection, id, DeviceStore.FindOpener(connection, id)).ToFacts(now);
        return row.ToPlace(place.At);
    }

    /// <summary>A door or garage exactly; a car exactly inside the window only, rounded before.</summary>
    public GeoPosition? PositionFor(bool isInWindow, out bool isExact)
    {
        isExact = Position is not null && (isInWindow || Kind != AccessPointKind.Trunk);
        return isExact ? Position : Rounded;
    }

    private sealed class Row
    {
        public string Name { get; init; } = "";

        public string Kind { get; init; } = "";

        public string TimeZone { get; init; } = "";

        public string Instructions { get; init; } = "";

        public string? CarMake { get; init; }

        public string? CarModel { get; init; }

        public string? CarColour { get; init; }

        public string? CarPlate { get; init; }

        public int ReachMetres { get; init; }

        public HandoverPlace ToPlace(GeoPosition? position) => new()
        {
            Name = Name,
            Kind = Words.Parse<AccessPointKind>(Kind),
            TimeZone = TimeZone,
            Instructions = Instructions,
            Car = this is { CarMake: { } make, CarModel: { } model, CarColour: { } colour, CarPlate: { } plate }
                ? new Car(make, model, colour, plate)
                : null,
            Position = position,
            ReachM = ReachMetres,
        };
    }
}
