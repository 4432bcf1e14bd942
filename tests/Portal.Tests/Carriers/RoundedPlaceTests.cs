using Portal.Access;
using Portal.Carriers;

namespace Portal.Tests.Carriers;

/// <summary>'About 1 km' is true everywhere, and says no more the second time.</summary>
public sealed class RoundedPlaceTests
{
    [Fact]
    public void Around_AnywhereOnEarth_HoldsThePlaceWithinItsRadius()
    {
        for (var lat = -89.5; lat <= 89.5; lat += 1.3717)
        {
            for (var lon = -179.9; lon <= 179.9; lon += 7.9173)
            {
                var area = RoundedPlace.Around(lat, lon);
                var offM = GeoDistance.Metres(lat, lon, area.Lat, area.Lon);
                Assert.True(offM <= area.RadiusM, FormattableString.Invariant($"{lat} {lon} is {offM:0} m off"));
            }
        }
    }

    [Fact]
    public void Around_NearbyPlaces_AreOneAndTheSame() =>
        Assert.Equal(RoundedPlace.Around(52.5431, 13.3862), RoundedPlace.Around(52.5465, 13.3899));
}
