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

    [Fact]
    public void Window_ForAReaderElsewhere_NamesThePlaceAndBothSpans() =>
        Assert.Equal("Today 14:21–15:21 in Berlin, 13:21–14:21 for you", Window("Europe/London", isStacked: false));

    /// <summary>At the end of a row there is no room for both.</summary>
    [Fact]
    public void Window_Stacked_NamesThePlaceOnly() => Assert.Equal("Today 14:21–15:21 in Berlin", Window("Europe/London", isStacked: true));

    private string Window(string viewer, bool isStacked)
    {
        Read(viewer);
        var window = Render<PlaceWindow>(span => span
            .Add(x => x.Start, Now).Add(x => x.End, Now.AddHours(1)).Add(x => x.Zone, Berlin).Add(x => x.WithDay, true).Add(x => x.IsStacked, isStacked));
        return string.Join(' ', window.Find("span").TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private string Time(string? viewer)
    {
        Read(viewer);
        return Render<PlaceTime>(time => time.Add(x => x.At, Now).Add(x => x.Zone, Berlin)).Find("time").TextContent;
    }

    private void Read(string? viewer) =>
        RenderTree.TryAdd<Microsoft.AspNetCore.Components.CascadingValue<string?>>(
            cascade => cascade.Add(x => x.Name, "ViewerZone").Add(x => x.Value, viewer));
}
