namespace Portal.Device.Virtual;

/// <summary>A point on the ground.</summary>
/// <param name="Lat">WGS 84 degrees.</param>
/// <param name="Lon">WGS 84 degrees.</param>
public sealed record GeoPoint(double Lat, double Lon)
{
    // Of the mean sphere: a car's drive through a town needs no ellipsoid.
    private const double MetresPerDegree = 111_195;

    /// <summary>The way to another point, in metres; good for distances that a car drives in a day.</summary>
    public double MetresTo(GeoPoint other)
    {
        var north = (other.Lat - Lat) * MetresPerDegree;
        var east = (other.Lon - Lon) * MetresPerDegree * Math.Cos((Lat + other.Lat) / 2 * Math.PI / 180);
        return Math.Sqrt((north * north) + (east * east));
    }

    /// <summary>The point after a part of the straight way to another: 0 here, 1 there.</summary>
    public GeoPoint Towards(GeoPoint other, double part) => new(Lat + ((other.Lat - Lat) * part), Lon + ((other.Lon - Lon) * part));
}
