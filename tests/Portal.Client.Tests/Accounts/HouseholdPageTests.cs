using Bunit;
using Portal.Client.Accounts;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Accounts;

public sealed class HouseholdPageTests : Screen
{
    [Fact]
    public void Page_OfAMember_NamesEverybodyWithTheirRole() =>
        Assert.Equal(["Mara (you)", "Jonas"], People(Show<HouseholdPage>()));

    [Fact]
    public void MakeViewer_ByAnOwner_ChangesTheRole()
    {
        var page = Show<HouseholdPage>();

        page.Find("button[aria-label='Make a viewer: Jonas']").Click();

        Assert.Equal(MemberRole.Viewer, Members.Members[1].Role);
        Assert.Contains("Viewer since", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Remove_Confirmed_TakesThemOut()
    {
        var page = Show<HouseholdPage>();

        page.Find($"dialog#remove-{Members.Members[1].Id} .btn-main").Click();

        Assert.Equal(["Mara (you)"], People(page));
    }

    [Fact]
    public void LastOwner_IsToldThatSomebodyHasToOwnIt()
    {
        Members.Outcome = MemberOutcome.LastOwner;
        var page = Show<HouseholdPage>();

        page.Find("button[aria-label='Make a viewer: Mara']").Click();

        Assert.Contains("somebody has to own the household", Text(page.Find("[role=alert]")), StringComparison.Ordinal);
    }

    [Fact]
    public void S25_AfterALongSignIn_AsksToSignInAgain()
    {
        Members.Outcome = MemberOutcome.SignInAgain;

        Show<HouseholdPage>().Find("button[aria-label='Make a viewer: Jonas']").Click();

        Assert.EndsWith("/confirm?returnUrl=%2Fhousehold", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfWhoeverIsNoOwner_OffersNothingButThePauseAndLeaving()
    {
        Members.Household = FakeHouseholdMembers.Bergers with { Role = MemberRole.Approver };
        Rules.View = Rules.View with { IsOwner = false };

        var page = Show<HouseholdPage>();

        Assert.Equal(["pause_circle Pause all", "Leave"], page.FindAll("button:not(dialog button)").Select(Text));
        page.Find($"dialog#remove-{Members.Members[0].Id} .btn-main").Click();
        Assert.Equal(["Jonas"], People(page));
    }

    [Fact]
    public void Invite_AsAViewer_ShowsTheLinkOnceAndThatItWaits()
    {
        var page = Show<HouseholdPage>();

        page.FindAll("button").Single(button => Text(button) == "Link for a viewer").Click();

        Assert.Equal(FakeInvitations.Link, Text(page.Find(".invite-link")));
        Assert.Contains("Invited: a viewer", Text(page), StringComparison.Ordinal);
        Assert.Empty(Show<HouseholdPage>().FindAll(".invite-link"));
    }

    [Fact]
    public void Invitation_TakenBack_WaitsNoMore()
    {
        Members.Invitations.Add(new InvitationView(Sample.Id<InvitationId>("one"), MemberRole.Approver, Sample.Now.AddDays(3)));
        var page = Show<HouseholdPage>();

        page.FindAll("button").Single(button => Text(button).StartsWith("Take it back", StringComparison.Ordinal)).Click();

        Assert.DoesNotContain("Invited:", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Pause_OneTap_PausesEverythingAndSaysByWhom()
    {
        var page = Show<HouseholdPage>();

        Press(page, "Pause all").Click();
        Assert.Contains("Everything is paused", Text(page), StringComparison.Ordinal);

        page.Find($"dialog#lift-{Access.Households[0].Household.Id} .btn-main").Click();
        Assert.DoesNotContain("Everything is paused", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Carrier_Blocked_SaysSoAndCanBeTakenBack()
    {
        var page = Show<HouseholdPage>();

        page.Find("button[aria-label='Block Nordpost']").Click();
        Assert.Contains("Nothing opens for it here, whatever was approved.", Text(page), StringComparison.Ordinal);

        page.Find("button[aria-label='Unblock Nordpost']").Click();
        Assert.Contains("Verified. Its drivers open what you or a rule approves.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Rules_OfAllAccessPoints_AreSwitchedHereToo()
    {
        Rules.View = Rules.View with { Rules = [Sample.Rule()] };

        Show<HouseholdPage>().Find("section[aria-labelledby=rules] [role=switch]").Click();

        Assert.Equal((Sample.Rule().Id, false), Rules.Switched);
    }

    private static IEnumerable<string> People(IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> page) =>
        page.FindAll($"section[aria-labelledby={FakeHouseholdMembers.Bergers.Id}] .line .t").Select(Text);
}
