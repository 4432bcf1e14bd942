using Bunit;
using Portal.Client.Controls;

namespace Portal.Client.Tests.Controls;

public sealed class TimelineTests : ControlsContext
{
    private static readonly TimelineItem[] Story =
    [
        new("1", Now.AddHours(-5), "Requested by Nordpost"),
        new("2", Now.AddHours(-4), "Approved by you", Seal: SealState.Done),
        new("3", Now.AddSeconds(-50), "Unlocked", Icon: "lock_open"),
        new("4", Now.AddSeconds(-42), "Trunk opened", Seal: SealState.Open, IsNow: true),
        new("5", null, "Closed"),
    ];

    [Fact]
    public void Timeline_ComingStep_HasItsSlotBeforeItHappens()
    {
        var slot = Timeline().FindAll("li")[^1];
        Assert.Contains("is-next", slot.ClassList);
        Assert.Contains("Closed", slot.TextContent, StringComparison.Ordinal);
        Assert.Contains("(not yet)", slot.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Timeline_Times_AreThoseOfThePlace() => Assert.Equal("14:20:18", Timeline().Find("li.is-now time").TextContent);

    [Fact]
    public void Timeline_OlderThanInSight_FoldsAndUnfolds()
    {
        var timeline = Timeline(inSight: 2);
        Assert.Equal(2, timeline.FindAll("li.old").Count);
        Assert.Contains("2 earlier, from 09:21", timeline.Find(".more button").TextContent, StringComparison.Ordinal);

        timeline.Find(".more button").Click();
        Assert.Contains("is-unfolded", timeline.Find("ol").ClassList);
        Assert.Empty(timeline.FindAll(".more"));
    }

    [Fact]
    public void Timeline_LateEntry_StandsAtItsOwnTimeAndSaysSo()
    {
        var late = Render<Timeline>(timeline => timeline.Add(x => x.Zone, Berlin).Add(
            x => x.Items, [new("1", Now.AddMinutes(-40), "Closed", LateBy: TimeSpan.FromMinutes(31))]));
        Assert.Equal("13:41", late.Find("time").TextContent);
        Assert.Equal("Came 31 min late", late.Find(".tag-late").TextContent);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Timeline_Picture_IsSeenSmallWhereThePageShowsPictures_AndOpensWhole(bool shows)
    {
        TimelineItem[] story = [new("1", Now, "Picture taken", Picture: "/snapshots/snp_1")];
        var timeline = Render<Timeline>(one => one.Add(x => x.Zone, Berlin).Add(x => x.ShowsPictures, shows).Add(x => x.Items, story));

        var link = timeline.Find("a[href='/snapshots/snp_1'][target=_blank]");
        Assert.Equal(shows ? "What the camera saw at 14:21:00" : null, link.QuerySelector("img[loading=lazy][src='/snapshots/snp_1']")?.GetAttribute("alt"));
        Assert.Equal(shows ? "" : "Look at it", link.TextContent);
    }

    private IRenderedComponent<Timeline> Timeline(int inSight = 99) =>
        Render<Timeline>(timeline => timeline.Add(x => x.Items, Story).Add(x => x.Zone, Berlin).Add(x => x.WithSeconds, true).Add(x => x.InSight, inSight));
}
