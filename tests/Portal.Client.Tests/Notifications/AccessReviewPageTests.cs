using Bunit;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Controls;
using Portal.Client.Home;
using Portal.Client.Notifications;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Notifications;

public sealed class AccessReviewPageTests : Screen
{
    private static readonly ReviewedToken[] Tokens =
    [
        new(Sample.Id<SessionId>("mine"), "Mara", IsYours: true, "Doorbell lamp", Sample.Now.AddDays(-9), Sample.Now.AddDays(-2)),
        new(Sample.Id<SessionId>("his"), "Jonas", IsYours: false, Label: null, Sample.Now, SeenAt: null),
    ];

    [Fact]
    public void Review_NamesWhoAndWhatOpensEachAccessPoint() =>
        Assert.Equal(
            ["Mara (you)", "KB-2 7F3A", "Nordpost, by rule", "Whoever is approved", "Nordpost", "Jonas"], Show<AccessReviewPage>().FindAll(".line .t").Select(Text));

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
    public void S25_Carrier_TakenBackWithoutARecentSignIn_LeadsToConfirmAndBack()
    {
        HouseholdCarriers.Outcome = CarrierBlockOutcome.SignInAgain;

        Show<AccessReviewPage>().Find("button[aria-label='Block Nordpost']").Click();

        Assert.EndsWith("/confirm?returnUrl=%2Fhousehold%2Freview", Address, StringComparison.Ordinal);
        Assert.Null(HouseholdCarriers.Carrier.BlockedSince);
    }

    [Fact]
    public void Carrier_OneTap_IsBlocked()
    {
        Show<AccessReviewPage>().Find("button[aria-label='Block Nordpost']").Click();

        Assert.NotNull(HouseholdCarriers.Carrier.BlockedSince);
    }

    [Fact]
    public void Device_Released_AfterTheQuestion()
    {
        var page = Show<AccessReviewPage>();
        Assert.Equal("dialog", page.Find("button[aria-label='Release the KB-2 at Volvo V60']").GetAttribute("aria-haspopup"));

        Press(page, "Release the device").Click();

        Assert.Equal(["release"], Devices.Asked);
    }

    [Fact]
    public void S25_Device_WithoutARecentSignIn_IsAskedToConfirm()
    {
        Devices.Outcome = AccessOutcome.SignInAgain;

        Press(Show<AccessReviewPage>(), "Release the device").Click();

        Assert.EndsWith("/confirm?returnUrl=%2Fhousehold%2Freview", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Tokens_AnOwnerRevokesEach_OnlyOnesOwnAreNamed()
    {
        Reviews.View = Reviews.View with { Tokens = Tokens };
        var page = Show<AccessReviewPage>();

        Assert.Equal(["Doorbell lamp, Mara (you)", "A program of Jonas"], page.FindAll("[aria-labelledby^=tokens] .t").Select(Text));
        Assert.Contains("Since today. Not used yet", Text(page), StringComparison.Ordinal);
        Assert.Equal(["Revoke the token Doorbell lamp", "Revoke the program of Jonas"], page.FindAll("[aria-labelledby^=tokens] button").Select(Text));

        Press(page, "Revoke the program of Jonas").Click();

        Assert.Equal(["Mara"], Reviews.View.Tokens.Select(token => token.Name));
    }

    [Fact]
    public void Tokens_NotAnOwner_RevokesTheOwnAlone()
    {
        Reviews.View = Reviews.View with { Household = Reviews.View.Household with { Role = MemberRole.Approver }, Tokens = Tokens };

        Assert.Equal(["Revoke the token Doorbell lamp"], Show<AccessReviewPage>().FindAll("button").Select(Text));
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
        Needs.ReviewsDue.Add(new AccessReviewDue(FakeHouseholdMembers.Bergers.Id, "Berger household", Sample.Now.AddDays(-91)));

        var home = Show<HomePage>();

        Assert.Equal("/household/review", Press(home, "Review now").GetAttribute("href"));
        Assert.Equal("1", home.FindComponent<TabTitle>().Instance.Mark);
    }
}
