using Bunit;
using Portal.Client.Accounts;
using Portal.Client.Home;
using Portal.Client.Notifications;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Notifications;

public sealed class AccessReviewPageTests : Screen
{
    [Fact]
    public void Review_NamesWhoAndWhatOpensEachAccessPoint() =>
        Assert.Equal(
            ["Mara (you)", "KB-2 7F3A", "Nordpost, by rule", "Whoever is approved", "Jonas"], Show<AccessReviewPage>().FindAll(".line .t").Select(Text));

    [Fact]
    public void Review_Confirmed_SaysWhenItIsDueAgain()
    {
        var page = Show<AccessReviewPage>();
        Assert.Contains("Not reviewed yet, due Tue 24 Nov.", Text(page), StringComparison.Ordinal);

        Press(page, "The rest is right").Click();

        Assert.Contains("Last reviewed Today by Mara, due again Fri 19 Feb 2027.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Rule_OneTap_IsOff()
    {
        Show<AccessReviewPage>().Find("button[aria-label='Switch off the rule for Nordpost at Volvo V60']").Click();

        Assert.Equal((Sample.Rule().Id, false), Rules.Switched);
    }

    [Fact]
    public void Feed_OneTap_IsRemoved()
    {
        var page = Show<AccessReviewPage>();

        page.Find("button[aria-label='Remove the calendar address of Jonas']").Click();

        Assert.DoesNotContain("Calendar addresses", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void NotAnOwner_ReadsAndChangesNothing()
    {
        Reviews.View = Reviews.View with { Household = Reviews.View.Household with { Role = MemberRole.Viewer } };

        Assert.Empty(Show<AccessReviewPage>().FindAll("button"));
    }

    [Fact]
    public void Home_ReviewIsDue_AsksForIt()
    {
        Access.Points.Add(Sample.Point());
        Reviews.Due.Add(new AccessReviewDue(FakeHouseholdMembers.Bergers.Id, "Berger household", Sample.Now.AddDays(-91)));

        Assert.Equal("/household/review", Press(Show<HomePage>(), "Review now").GetAttribute("href"));
    }
}
