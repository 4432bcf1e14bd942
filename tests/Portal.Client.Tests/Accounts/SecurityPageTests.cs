using Bunit;
using Portal.Client.Accounts;

namespace Portal.Client.Tests.Accounts;

public sealed class SecurityPageTests : Screen
{
    [Fact]
    public void Page_NamesPasskeysAndBrowsers_ThisOneMarked() =>
        Assert.Equal(
            ["Chrome on Android", "Firefox on Linux (this one)", "Safari on iPhone"], Show<SecurityPage>().FindAll(".line .t").Select(Text));

    [Fact]
    public void Rename_TypedAndLeft_IsTheNewName()
    {
        var page = Show<SecurityPage>();

        page.Find($"#name-{Security.View.Passkeys[0].Id}").Change("My phone");

        Assert.Equal("My phone", Text(page.FindAll(".line .t")[0]));
    }

    [Fact]
    public void Remove_TheOnlyWayIn_SaysWhyNot()
    {
        Security.Outcome = SecurityOutcome.LastWayIn;
        var page = Show<SecurityPage>();

        page.Find($"dialog#remove-{Security.View.Passkeys[0].Id} .btn-main").Click();

        Assert.Contains("you could not sign in any more", Text(page.Find("[role=alert]")), StringComparison.Ordinal);
    }

    [Fact]
    public void S25_RemoveAfterALongSignIn_AsksToConfirm()
    {
        Security.Outcome = SecurityOutcome.SignInAgain;

        Show<SecurityPage>().Find($"dialog#remove-{Security.View.Passkeys[0].Id} .btn-main").Click();

        Assert.EndsWith("/confirm?returnUrl=%2Fsettings", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void SignOut_AllOthers_LeavesThisOne()
    {
        var page = Show<SecurityPage>();

        page.FindAll("button").Single(button => Text(button).Contains("all others", StringComparison.Ordinal)).Click();

        Assert.True(Assert.Single(Security.View.Browsers).IsThis);
        Assert.DoesNotContain("all others", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Token_Made_IsShownOnce_AndRevoked()
    {
        var page = Show<SecurityPage>();

        page.Find("#token-name").Change("My wall clock");
        page.Find("form:has(#token-name)").Submit();
        Assert.Equal("portal_read_shown-once", Text(page.Find(".token")));

        page = Show<SecurityPage>();
        Assert.Empty(page.FindAll(".token"));
        page.FindAll("button").Single(button => Text(button) == "Revoke the token My wall clock").Click();
        Assert.Empty(Security.View.Tokens);
    }

    [Fact]
    public void S24_Held_StandsOnTopWithTheTimeItEnds()
    {
        Security.View = Security.View with { HeldUntil = Time.GetUtcNow().AddHours(5) };

        Assert.StartsWith("Unlocking is off until", Text(Show<SecurityPage>().Find(".banner b")), StringComparison.Ordinal);
    }

    [Fact]
    public void ChangeAddress_Typed_SaysThatALinkIsOnItsWay()
    {
        var page = Show<SecurityPage>();

        page.Find("#new-email").Change("mara@example.org");
        page.Find("form:has(#new-email)").Submit();

        Assert.Equal("mara@example.org", Email.Asked);
        Assert.Contains("A link is on its way", Text(page), StringComparison.Ordinal);
    }
    [Fact]
    public async Task ChangedInAnotherBrowser_ShowsAtOnce_AndLeavesWhatIsBeingTyped()
    {
        var page = Show<SecurityPage>();
        page.Find("#new-email").Change("mara@example.org");

        await Security.MakeAsync("Kitchen display", Xunit.TestContext.Current.CancellationToken);
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Contains("Kitchen display", Text(page), StringComparison.Ordinal));
        Assert.Equal("mara@example.org", page.Find("#new-email").GetAttribute("value"));
    }
}
