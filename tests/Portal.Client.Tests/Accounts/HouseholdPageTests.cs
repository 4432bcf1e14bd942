using Bunit;
using Portal.Client.Accounts;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Accounts;

public sealed class HouseholdPageTests : Screen
{
    [Fact]
    public void Page_OfAMember_NamesEverybodyWithTheirRole() =>
        Assert.Equal(["Mara (you)", "Jonas"], Show<HouseholdPage>().FindAll(".line .t").Select(Text));

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

        Assert.Equal(["Mara (you)"], page.FindAll(".line .t").Select(Text));
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
    public void Page_OfWhoeverIsNoOwner_OffersNothingButLeaving()
    {
        Members.Household = FakeHouseholdMembers.Bergers with { Role = MemberRole.Approver };

        var page = Show<HouseholdPage>();

        Assert.Equal(["Leave"], page.FindAll("button:not(dialog button)").Select(Text));
        page.Find($"dialog#remove-{Members.Members[0].Id} .btn-main").Click();
        Assert.Equal(["Jonas"], page.FindAll(".line .t").Select(Text));
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
}
