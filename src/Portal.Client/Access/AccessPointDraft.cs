namespace Portal.Client.Access;

/// <summary>What an owner writes when adding an access point. Checked by the port; faults come back by field.</summary>
public sealed class AccessPointDraft
{
    public AccessPointKind Kind { get; set; }

    /// <summary>The id of the household that it is added to; an owner of one alone need not say.</summary>
    public string? Household { get; set; }

    public string Name { get; set; } = "";

    /// <summary>IANA name; of the place, not of the viewer.</summary>
    public string TimeZone { get; set; } = "";

    /// <summary>Place of a door or garage in WGS 84 degrees; a trunk has none.</summary>
    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    /// <summary>Where a car must stand to be delivered to; null: anywhere.</summary>
    public GeoZone? Zone { get; set; }

    public string CarMake { get; set; } = "";

    public string CarModel { get; set; } = "";

    public string CarColour { get; set; } = "";

    public string CarPlate { get; set; } = "";

    /// <summary>For the driver: where to leave the parcel.</summary>
    public string Instructions { get; set; } = "";
}
