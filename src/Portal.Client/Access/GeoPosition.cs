namespace Portal.Client.Access;

/// <summary>A position in WGS 84 degrees with its accuracy in metres and its time, as it travels: <c>{lat, lon, accuracyM, at}</c>.</summary>
public sealed record GeoPosition(double Lat, double Lon, double AccuracyM, DateTimeOffset At);
