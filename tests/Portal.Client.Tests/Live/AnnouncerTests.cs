using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Live;
using Portal.Tests.Support;

namespace Portal.Client.Tests.Live;

public sealed class AnnouncerTests : BunitContext
{
    private readonly ManualTime _time = new();

    private readonly IRenderedComponent<VoiceRegion> _region;

    public AnnouncerTests()
    {
        Services.AddSingleton<TimeProvider>(_time);
        Services.AddScoped<Voice>();
        _region = Render<VoiceRegion>();
    }

    [Fact]
    public void Announcer_FirstSentence_IsNotSpoken()
    {
        Say(null, "Closed");

        Assert.Equal("", Heard);
    }

    [Fact]
    public void Announcer_NewSentence_IsSpoken()
    {
        Say(Say(null, "Closed"), "Open");

        _region.WaitForAssertion(() => Assert.Equal("Open", Heard));
    }

    [Fact]
    public async Task Announcer_ThreeWithinFiveSeconds_SpeaksTheFirstThenTheLast()
    {
        var page = Say(Say(null, "Closed"), "Unlocked");
        Say(page, "Open");
        Say(page, "Closing");
        _region.WaitForAssertion(() => Assert.Equal("Unlocked", Heard));

        await _region.InvokeAsync(() => _time.Advance(TimeSpan.FromSeconds(5)));

        _region.WaitForAssertion(() => Assert.Equal("Closing", Heard));
    }

    private string Heard => _region.Find("[role=status]").TextContent;

    private IRenderedComponent<Announcer> Say(IRenderedComponent<Announcer>? page, string sentence)
    {
        if (page is null)
            return Render<Announcer>(parameters => parameters.Add(announcer => announcer.Sentence, sentence));
        page.Render(parameters => parameters.Add(announcer => announcer.Sentence, sentence));
        return page;
    }
}
