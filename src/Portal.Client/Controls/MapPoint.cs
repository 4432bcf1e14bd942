using System.Globalization;

namespace Portal.Client.Controls;

/// <summary>A point in WGS 84 degrees, as it is shown on a map and written beside it.</summary>
public sealed record MapPoint(double Lat, double Lon)
{
    /// <summary><c>52.52437, 13.41053</c></summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Lat:0.00000}, {Lon:0.00000}");
}

/// <summary>A circle on a map.</summary>
public sealed record MapCircle(double Lat, double Lon, double RadiusM);
