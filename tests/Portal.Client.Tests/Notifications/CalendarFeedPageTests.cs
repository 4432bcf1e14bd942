using Bunit;
using Portal.Client.Notifications;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Notifications;

public sealed class CalendarFeedPageTests : Screen
{
    [Fact]
    public void Feed_Made_IsShownThisOnce()
    {
        var page = Show<CalendarFeedPage>();

        Press(page, "Make an address").Click();
        Assert.Equal("https://portal.example/calendar/secret1.ics", page.Find("input").GetAttribute("value"));

        page = Show<CalendarFeedPage>();
        Assert.Empty(page.FindAll("input"));
        Assert.Contains("There is an address since 15:00. No calendar has fetched it yet.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Feed_Replaced_ShowsTheNewAddress()
    {
        CalendarFeeds.Feed = CalendarFeeds.Feed with { MadeAt = Sample.Now.AddDays(-3), ReadAt = Sample.Now };
        var page = Show<CalendarFeedPage>();

        page.Find("dialog .btn-main").Click();

        Assert.Equal("https://portal.example/calendar/secret1.ics", page.Find("input").GetAttribute("value"));
    }

    [Fact]
    public void Feed_Removed_IsGone()
    {
        CalendarFeeds.Feed = CalendarFeeds.Feed with { MadeAt = Sample.Now };
        var page = Show<CalendarFeedPage>();

        Press(page, "Remove it").Click();

        Assert.Contains("No address yet.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S25_Feed_SignedInLongAgo_ConfirmsFirst()
    {
        CalendarFeeds.IsFresh = false;
        var page = Show<CalendarFeedPage>();

        Press(page, "Make an address").Click();

        Assert.EndsWith("/confirm?returnUrl=%2Fcalendar%2Fsubscribe", Address, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("input"));
    }
    [Fact]
    public async Task MadeInAnotherBrowser_ShowsAtOnce()
    {
        var page = Show<CalendarFeedPage>();
        Assert.Empty(page.FindAll("button[data-asks]"));

        CalendarFeeds.Feed = CalendarFeeds.Feed with { MadeAt = Sample.Now };
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Single(page.FindAll("button[data-asks]")));
    }
}
