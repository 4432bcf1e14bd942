using Portal.Access;

namespace Portal.Tests.Access;

/// <summary>Distances and directions on the sphere.</summary>
public sealed class GeoDistanceTests
{
    [Fact]
    public void Metres_BetweenTwoCities_IsThatOfTheGreatCircle() =>
        Assert.Equal(877_464, GeoDistance.Metres(52.52, 13.405, 48.8566, 2.3522), tolerance: 50);

    [Fact]
    public void Metres_ToTheOtherSideOfTheEarth_IsHalfItsCircumference() =>
        Assert.Equal(Math.PI * 6_371_008.8, GeoDistance.Metres(40, 20, -40, -160), tolerance: 1.0);

    [Fact]
    public void Metres_OneDegreeOfLatitude_IsAboutOneHundredElevenKilometres() =>
        Assert.Equal(111_195, GeoDistance.Metres(52, 13, 53, 13), tolerance: 1.0);

    /// <summary>The directions were computed by vectors in space, not by the formula that is tried.</summary>
    [Theory]
    [InlineData(35, 45, 35, 135, 60.16243)]
    [InlineData(52.52, 13.405, 48.8566, 2.3522, 246.74342)]
    [InlineData(48.8566, 2.3522, 52.52, 13.405, 58.17674)]
    [InlineData(48.137, 11.575, 48.147, 11.575, 0)]
    [InlineData(-33.868, 151.209, 1.29, 103.85, 298.30694)]
    [InlineData(37.77, -122.42, 35.68, 139.69, 303.34101)]
    public void Bearing_FromOnePointToAnother_IsClockwiseFromNorth(double lat1, double lon1, double lat2, double lon2, double degrees) =>
        Assert.Equal(degrees, GeoDistance.Bearing(lat1, lon1, lat2, lon2), tolerance: 0.0001);
}
