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

        Assert.Contains("Last reviewed today by Mara, due again Fri 19 Feb 2027.", Text(page), StringComparison.Ordinal);
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
    public void Tokens_OwnAreNamedAndRevokedWithOneTap_OthersAreOnlyCounted()
    {
        Security.View = Security.View with
        {
            Tokens = [new TokenView(Sample.Id<SessionId>("mine"), "Doorbell lamp", Sample.Now.AddDays(-9), Sample.Now.AddDays(-2), Sample.Now.AddDays(300))],
        };
        Reviews.View = Reviews.View with
        {
            Tokens =
            [
                new ReviewedToken(Sample.Id<SessionId>("mine"), "Mara", IsYours: true, "Doorbell lamp", Sample.Now.AddDays(-9), Sample.Now.AddDays(-2)),
                new ReviewedToken(Sample.Id<SessionId>("his"), "Jonas", IsYours: false, Label: null, Sample.Now, SeenAt: null),
            ],
        };

        var page = Show<AccessReviewPage>();

        Assert.Equal(["Doorbell lamp, Mara (you)", "A program of Jonas"], page.FindAll("[aria-labelledby^=tokens] .t").Select(Text));
        Assert.Contains("Since today. Not used yet", Text(page), StringComparison.Ordinal);

        Assert.Single(page.FindAll("[aria-labelledby^=tokens] button")).Click();

        Assert.Empty(Security.View.Tokens);
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
