using Bunit;
using Portal.Client.Controls;

namespace Portal.Client.Tests.Controls;

public sealed class PlaceTimeTests : ControlsContext
{
    [Fact]
    public void Time_ForAReaderElsewhere_NamesThePlace() => Assert.Equal("14:21 in Berlin, 13:21 for you", Time("Europe/London"));

    [Fact]
    public void Time_ForAReaderNearby_IsBare() => Assert.Equal("14:21", Time("Europe/Vienna"));

    [Fact]
    public void Time_ForAReaderWhoseZoneIsNotKnown_IsBare() => Assert.Equal("14:21", Time(null));

    private string Time(string? viewer)
    {
        RenderTree.TryAdd<Microsoft.AspNetCore.Components.CascadingValue<string?>>(cascade => cascade.Add(x => x.Name, "ViewerZone").Add(x => x.Value, viewer));
        return Render<PlaceTime>(time => time.Add(x => x.At, Now).Add(x => x.Zone, Berlin)).Find("time").TextContent;
    }
}
