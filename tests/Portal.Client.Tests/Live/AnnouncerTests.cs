using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Live;
using Portal.Tests.Support;

namespace Portal.Client.Tests.Live;

public sealed class AnnouncerTests : BunitContext
{
    private readonly ManualTime _time = new();

    public AnnouncerTests() => Services.AddSingleton<TimeProvider>(_time);

    [Fact]
    public void Announcer_FirstSentence_IsNotSpoken() => Assert.Equal("", Hear(Say(null, "Closed")));

    [Fact]
    public void Announcer_NewSentence_IsSpoken() => Assert.Equal("Open", Hear(Say(Say(null, "Closed"), "Open")));

    [Fact]
    public async Task Announcer_ThreeWithinFiveSeconds_SpeaksTheFirstThenTheLast()
    {
        var region = Say(Say(null, "Closed"), "Unlocked");
        Say(region, "Open");
        Say(region, "Closing");
        Assert.Equal("Unlocked", Hear(region));

        await region.InvokeAsync(() => _time.Advance(TimeSpan.FromSeconds(5)));

        region.WaitForAssertion(() => Assert.Equal("Closing", Hear(region)));
    }

    private IRenderedComponent<Announcer> Say(IRenderedComponent<Announcer>? region, string sentence)
    {
        if (region is null)
            return Render<Announcer>(parameters => parameters.Add(announcer => announcer.Sentence, sentence));
        region.Render(parameters => parameters.Add(announcer => announcer.Sentence, sentence));
        return region;
    }

    private static string Hear(IRenderedComponent<Announcer> region) => region.Find("[role=status]").TextContent;
}
