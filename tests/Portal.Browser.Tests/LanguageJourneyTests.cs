using Microsoft.Playwright;
using Portal.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests;

/// <summary>A person who reads German in a household where another reads English (docs/decisions/0038).</summary>
public sealed class LanguageJourneyTests(Chromium chromium)
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task German_FromTheSignInToWhatRings_UntilEnglishIsChosen_InEveryBrowserOfThePerson()
    {
        await using var portal = await PortalProcess.StartDemoAsync(Stop);
        await using var mara = await VisitInGermanAsync(portal);
        await mara.GoAsync("/settings");
        await mara.PressAsync("Deutsch");
        await mara.SeeAsync("Wo du angemeldet bist");
        await mara.SettleAsync();
        Assert.Empty(await mara.FindFaultsAsync());
        await mara.FollowAsync("Start");
        await mara.SeeAsync("Ganzer Verlauf");

        // Whoever rings does so in another language: the page goes on in its own.
        await using var jonas = await chromium.VisitAsync(portal.Address, Screen.Desk);
        await jonas.SignInAsync("jonas@example.com");
        await jonas.HearAsync();
        await jonas.PressAsync("Pause all");
        await jonas.SeeAsync("Everything is paused");
        await Expect(mara.Page.GetByRole(AriaRole.Heading, new() { Name = "Lieferungen müssen warten" })).ToBeVisibleAsync();
        await Expect(mara.Page.GetByText("Alles ist gesperrt").First).ToBeVisibleAsync();
        await Expect(mara.Page.GetByText("Everything is paused")).ToHaveCountAsync(0);
        Assert.Empty(await mara.FindFaultsAsync());

        await mara.GoAsync("/settings");
        await mara.PressAsync("English");
        await mara.SeeAsync("Where you are signed in");
        await using var elsewhere = await VisitInGermanAsync(portal);
        await Expect(elsewhere.Page.Locator("html")).ToHaveAttributeAsync("lang", "en");
        await elsewhere.SeeAsync("Deliveries have to wait");
    }

    private async Task<Visitor> VisitInGermanAsync(PortalProcess portal)
    {
        var visitor = await chromium.VisitAsync(portal.Address, Screen.Phone, options => options.Locale = "de-DE");
        await visitor.GoAsync("/sign-in");
        await visitor.Page.GetByText("E-Mail und Passwort verwenden").ClickAsync();
        await visitor.Page.GetByLabel("E-Mail").FillAsync("mara@example.com");
        await visitor.Page.GetByLabel("Passwort").FillAsync(PortalProcess.Password);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Anmelden", Exact = true }).ClickAsync();
        await visitor.Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        await visitor.HearAsync();
        return visitor;
    }
}
