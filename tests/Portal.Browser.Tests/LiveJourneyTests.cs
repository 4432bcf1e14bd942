using Microsoft.Playwright;
using Portal.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests;

/// <summary>Several people, several tabs, a line that breaks: what a page shows is never older than it says, and nothing is told twice.</summary>
public sealed class LiveJourneyTests(Chromium chromium, LivePortal live) : IClassFixture<LivePortal>
{
    private const string Mara = "mara@example.com";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keyboard_AloneDeclinesPausesAndLifts_AndTheDialogHasNothingToComplainOf()
    {
        await using var mara = await chromium.VisitAsync(live.Line.Address, Screen.Desk);
        await mara.SignInAsync(Mara);
        await mara.HearAsync();
        var delivery = await live.RequestAsync("garage", Stop);

        await mara.TabToAsync(Card(mara, delivery).GetByRole(AriaRole.Button, new() { Name = "Decline" }));
        await mara.Page.Keyboard.PressAsync("Enter");
        await mara.SeeAsync("Declining");
        await Expect(Card(mara, delivery)).ToHaveCountAsync(0);
        await mara.TabToAsync(mara.Page.GetByRole(AriaRole.Button, new() { Name = "Pause all" }));
        await mara.Page.Keyboard.PressAsync("Enter");
        await mara.SeeAsync("Everything is paused");
        await mara.TabToAsync(mara.Page.GetByRole(AriaRole.Button, new() { Name = "Lift the pause" }));
        await mara.Page.Keyboard.PressAsync("Enter");
        var dialog = mara.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Keep it paused" })).ToBeFocusedAsync();
        var looks = new Looks(mara);
        await looks.LookAsync("home-dialog");
        await mara.TabToAsync(dialog.GetByRole(AriaRole.Button, new() { Name = "Lift the pause" }));
        await mara.Page.Keyboard.PressAsync("Enter");
        await Expect(mara.Page.GetByText("Everything is paused")).ToHaveCountAsync(0);

        await Expect(Card(mara, delivery)).ToHaveCountAsync(0);
        Assert.True(looks.Faults.Count == 0, string.Join('\n', looks.Faults));
        Assert.Empty(mara.Complaints);
    }

    [Fact]
    public async Task Restart_UnderTwoOpenTabs_BothCatchUp_AndWhatWasTypedIsStillThere()
    {
        await using var mara = await chromium.VisitAsync(live.Line.Address, Screen.Desk);
        await mara.SignInAsync(Mara);
        await mara.HearAsync();
        var home = mara.Page;
        var form = await home.Context.NewPageAsync();
        await form.GotoAsync("/deliveries/new");
        await Expect(form.Locator("main[data-hears]")).ToBeVisibleAsync();
        await form.GetByLabel("Who, or what").FillAsync("The florist");

        await live.Portal.RestartDemoAsync([], Stop);

        await Expect(form.GetByLabel("Who, or what")).ToHaveValueAsync("The florist");
        await Expect(form.Locator("main[data-hears]")).ToBeVisibleAsync();
        await Expect(form.GetByText("While you were away")).ToBeVisibleAsync();
        await Expect(home.GetByText("While you were away")).ToBeVisibleAsync();
        await Expect(home.Locator("html:not([data-live=off])")).ToHaveCountAsync(1);
        await form.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(form.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        Assert.Equal(0, await form.EvaluateAsync<int>("() => Object.keys(sessionStorage).filter(key => key.startsWith('draft:')).length"));
    }

    private static ILocator Card(Visitor visitor, string delivery) => visitor.Page.Locator($"section.ask[aria-labelledby*='{delivery}']");
}
