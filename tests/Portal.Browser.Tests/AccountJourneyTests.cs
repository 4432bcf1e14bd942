using Microsoft.Playwright;
using Portal.Accounts;
using Portal.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests;

/// <summary>An account through its life, at real browsers: a passkey from making to removing, and what a sign-out does to the other tab.</summary>
public sealed class AccountJourneyTests(Chromium chromium, EmptyPortal empty) : IClassFixture<EmptyPortal>
{
    [Fact]
    public async Task S24_Passkey_MadeShownAndRemoved_SignsInWithOneTap()
    {
        await using var mara = await ComeAsync("mara@example.org");
        await mara.HoldPasskeysAsync();

        await mara.GoAsync("/settings");
        await mara.HearAsync();
        await mara.PressAsync("Add a passkey");
        await mara.SeeAsync("Not used yet");
        await SignOutAsync(mara);
        await mara.PressAsync("Sign in with a passkey");
        await mara.Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));

        await mara.GoAsync("/settings");
        await mara.HearAsync();
        await mara.SeeAsync("Last used");
        await mara.Page.GetByText("Change the passkey Chrome on Linux").ClickAsync();
        await mara.PressAsync("Remove the passkey Chrome on Linux");
        await mara.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Remove" }).ClickAsync();
        await Expect(mara.Page.GetByText("Last used")).ToHaveCountAsync(0);
        await SignOutAsync(mara);
        await mara.PressAsync("Sign in with a passkey");
        await mara.SeeAsync("This passkey opens no account here");
        Assert.Empty(mara.Complaints);
    }

    [Fact]
    public async Task S26_SignedOut_InAnotherTab_ThisPageLeavesByItself()
    {
        await using var jonas = await ComeAsync("jonas@example.org");
        await jonas.GoAsync("/settings");
        await jonas.HearAsync();
        var other = await jonas.Page.Context.NewPageAsync();
        await other.GotoAsync("/settings");

        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();

        await jonas.Page.WaitForURLAsync(url => url.Contains("/sign-in", StringComparison.Ordinal), new() { Timeout = 5000 });
    }

    [Fact]
    public async Task Retention_ByKeyboardAlone_ShorterIsSaidBeforeItIsSaved()
    {
        await using var rosa = await ComeAsync("rosa@example.org");
        await rosa.GoAsync("/settings/retention");
        await rosa.HearAsync();
        await rosa.Page.GetByLabel("Pictures").FocusAsync();

        await rosa.Page.Keyboard.TypeAsync("7");
        await rosa.SeeAsync("From this time tomorrow, pictures older than 7 days are erased for good.");
        var looks = new Looks(rosa);
        await looks.LookAsync("settings-retention-shorter");
        foreach (var key in (string[])["Tab", "Tab", "Tab", "Enter"])
            await rosa.Page.Keyboard.PressAsync(key);

        await rosa.SeeAsync("Saved.");
        await rosa.SeeAsync("Until then you can set it back.");
        await looks.LookAsync("settings-retention-saved");
        Assert.True(looks.Faults.Count == 0, string.Join('\n', looks.Faults));
        await rosa.GoAsync("/settings/retention");
        await Expect(rosa.Page.GetByLabel("Pictures")).ToHaveValueAsync("7");
        Assert.Empty(rosa.Complaints);
    }

    [Fact]
    public async Task S24_TwoFactor_SetUpWithAnApp_AsksForItsCodeFromThenOn()
    {
        await using var nora = await ComeAsync("nora@example.org");
        await nora.GoAsync("/settings/two-factor");
        await nora.HearAsync();
        await nora.PressAsync("Set it up");
        var key = (await nora.Page.Locator(".qr-row .mono").InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal);
        await nora.Page.GetByLabel("The code that the app shows").FillAsync(Totp.CodeAt(key, Totp.StepAt(TimeProvider.System.GetUtcNow())));
        await nora.PressAsync("Turn it on");
        await nora.SeeAsync("10 of your recovery codes are unused");
        var code = await nora.Page.Locator(".codes li").First.InnerTextAsync();
        Assert.Empty(await nora.FindFaultsAsync());
        await SignOutAsync(nora);

        await nora.TypePasswordAsync("nora@example.org");
        await nora.SeeAsync("One more step");
        await nora.Page.GetByLabel("Code").FillAsync(code);
        await nora.PressAsync("Sign in");
        await nora.GoAsync("/settings");
        await nora.SeeAsync("On. 9 recovery codes are unused.");
        Assert.Empty(nora.Complaints);
    }

    [Fact]
    public async Task Invitation_FollowedByANewcomer_MakesThemAMember()
    {
        await using var kim = await ComeAsync("kim@example.org");
        await kim.GoAsync("/household");
        await kim.HearAsync();
        await kim.PressAsync("Link for an approver");
        var link = await kim.Page.Locator(".invite-link").InnerTextAsync();

        await using var otto = await chromium.VisitAsync(empty.Portal.Address, Screen.Phone);
        await otto.GoAsync(link);
        await otto.SeeAsync("Join Bergers");
        Assert.Empty(await otto.FindFaultsAsync());
        await otto.PressAsync("Go on");
        await otto.FollowAsync("Create an account");
        await otto.Page.GetByLabel("Your name").FillAsync("Otto");
        await otto.Page.GetByLabel("E-mail").FillAsync("otto@example.org");
        await otto.Page.GetByLabel("Password").FillAsync(PortalProcess.Password);
        await otto.PressAsync("Create the account");
        await otto.Page.GetByLabel("E-mail").FillAsync("otto@example.org");
        await otto.Page.GetByLabel("Password").FillAsync(PortalProcess.Password);
        await otto.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await otto.PressAsync("Join as Otto");

        await otto.SeeAsync("Otto (you)");
        await kim.SeeAsync("Otto");
        Assert.Empty(otto.Complaints);
        Assert.Empty(kim.Complaints);
    }

    [Fact]
    public async Task S25_Export_LongAfterTheSignIn_AsksWhoItIsFirst()
    {
        await using var lena = await ComeAsync("lena@example.org");
        await empty.Portal.LetSignInsAgeAsync(TestContext.Current.CancellationToken);
        await lena.GoAsync("/activity");
        await lena.HearAsync();
        await lena.PressAsync("Export");
        await lena.PressAsync("For programs (JSON)");

        await Expect(lena.Page.GetByRole(AriaRole.Heading, new() { Name = "Confirm it is you" })).ToBeVisibleAsync();
        await lena.Page.GetByLabel("Password").FillAsync(PortalProcess.Password);
        await lena.Page.GetByRole(AriaRole.Button, new() { Name = "Confirm", Exact = true }).ClickAsync();
        await lena.Page.WaitForURLAsync(url => url.EndsWith("/activity", StringComparison.Ordinal));
        await lena.HearAsync();
        await lena.PressAsync("Export");
        var download = await lena.Page.RunAndWaitForDownloadAsync(() => lena.PressAsync("For programs (JSON)"));

        Assert.Equal("portal-activity.json", download.SuggestedFilename);
        Assert.Empty(lena.Complaints);
    }

    private async Task<Visitor> ComeAsync(string email)
    {
        var visitor = await chromium.VisitAsync(empty.Portal.Address, Screen.Desk);
        await visitor.RegisterAsync("Mara", email, "Bergers");
        await visitor.SignInAsync(email);
        return visitor;
    }

    private static async Task SignOutAsync(Visitor visitor)
    {
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out", Exact = true }).ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
    }
}
