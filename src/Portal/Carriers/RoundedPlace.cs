namespace Portal.Carriers;

/// <summary>
/// Where a place is, said only to 1 km. It is the middle of a fixed grid's square, so asking often tells nothing more than asking once.
/// </summary>
internal static class RoundedPlace
{
    private const int RadiusM = 1000;

    /// <summary>About 1.1 km; the corner of a square is then 790 m from its middle.</summary>
    private const double StepDegrees = 0.01;

    /// <summary>Beyond, a degree of longitude is too short to divide by.</summary>
    private const double NarrowestParallel = 0.02;

    public static AreaBody Around(double lat, double lon)
    {
        var middleLat = MiddleOf(lat, StepDegrees);
        var lonStep = StepDegrees / Math.Max(Math.Cos(double.DegreesToRadians(middleLat)), NarrowestParallel);
        return new AreaBody(Math.Round(middleLat, 4), Math.Round(MiddleOf(lon, lonStep), 4), RadiusM);
    }

    private static double MiddleOf(double value, double step) => (Math.Floor(value / step) + 0.5) * step;
}
