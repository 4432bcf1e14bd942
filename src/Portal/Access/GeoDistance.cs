namespace Portal.Access;

/// <summary>Great-circle distance on a sphere of the mean earth radius (haversine; IUGG R₁ = 6,371,008.8 m): within 0.6 % of the ellipsoid.</summary>
internal static class GeoDistance
{
    private const double MeanEarthRadius = 6_371_008.8;

    /// <summary>Metres between two points in WGS 84 degrees.</summary>
    public static double Metres(double lat1, double lon1, double lat2, double lon2)
    {
        var dLat = double.DegreesToRadians(lat2 - lat1);
        var dLon = double.DegreesToRadians(lon2 - lon1);
        var a = Math.Pow(Math.Sin(dLat / 2), 2)
            + (Math.Cos(double.DegreesToRadians(lat1)) * Math.Cos(double.DegreesToRadians(lat2)) * Math.Pow(Math.Sin(dLon / 2), 2));
        return 2 * MeanEarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }

    /// <summary>The direction from the first point to the second: 0 to 360 degrees, clockwise from north.</summary>
    public static double Bearing(double lat1, double lon1, double lat2, double lon2)
    {
        var (from, to, dLon) = (double.DegreesToRadians(lat1), double.DegreesToRadians(lat2), double.DegreesToRadians(lon2 - lon1));
        var east = Math.Sin(dLon) * Math.Cos(to);
        var north = (Math.Cos(from) * Math.Sin(to)) - (Math.Sin(from) * Math.Cos(to) * Math.Cos(dLon));
        return (double.RadiansToDegrees(Math.Atan2(east, north)) + 360) % 360;
    }
}
