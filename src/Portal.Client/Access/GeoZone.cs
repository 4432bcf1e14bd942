namespace Portal.Client.Access;

/// <summary>A circle in WGS 84 degrees and metres: where a car must stand to be delivered to.</summary>
public sealed record GeoZone(double Lat, double Lon, double RadiusM);
