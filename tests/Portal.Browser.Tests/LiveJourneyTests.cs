using Microsoft.Playwright;
using Portal.Browser.Tests.Support;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests;

/// <summary>Several people, several tabs, a line that breaks: what a page shows is never older than it says, and nothing is told twice.</summary>
public sealed class LiveJourneyTests(Chromium chromium, LivePortal live) : IClassFixture<LivePortal>
{
    private const string Mara = "mara@example.com";
    private const string Jonas = "jonas@example.com";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S17_TwoMembersAtOnce_TheFirstCounts_TheOtherIsToldWhoAndWhen()
    {
        await using var mara = await chromium.VisitAsync(live.Line.Address, Screen.Desk);
        await mara.SignInAsync(Mara);
        await mara.HearAsync();
        var mark = live.Line.Calls;
        await using var jonas = await chromium.VisitAsync(live.Line.Address, Screen.Phone);
        await jonas.Page.Clock.InstallAsync();
        await jonas.SignInAsync(Jonas);
        await jonas.HearAsync();
        var delivery = await live.RequestAsync("door", Stop);
        await Expect(Card(mara, delivery)).ToBeVisibleAsync();
        await Expect(Card(jonas, delivery)).ToBeVisibleAsync();

        // A note stands for 6 s, by a clock that stands still here until somebody reads it. Jonas does not hear of Mara's answer in time: what
        // he taps on is gone when it arrives. (Two answers in the same moment: HomePageTests and DeliveryContractsTests.)
        await jonas.Page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(15));
        live.Line.Hold(mark);
        await Approve(mara, delivery).ClickAsync();
        await Expect(Card(mara, delivery)).ToHaveCountAsync(0);
        await Approve(jonas, delivery).EvaluateAsync("button => button.click()");
        live.Line.Release();

        await Expect(Card(jonas, delivery)).ToHaveCountAsync(0);
        var note = jonas.Page.Locator(".toast", new() { HasText = "Approved by Mara" });
        await note.GetByRole(AriaRole.Link).FocusAsync();
        await jonas.Page.Clock.ResumeAsync();
        var looks = new Looks(jonas);
        await looks.LookAsync("home-toast");
        await Expect(note.Locator("time")).ToHaveCountAsync(1);
        await Expect(note).ToHaveCountAsync(1);
        await note.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(note).ToHaveCountAsync(0);
        await Expect(mara.Page.Locator(".toast")).ToHaveCountAsync(0);

        Assert.True(looks.Faults.Count == 0, string.Join('\n', looks.Faults));
        Assert.True(await jonas.Page.EvaluateAsync<bool>(
            "() => [...document.querySelectorAll('span[data-clock], span[data-clock-to]')].every(clock => clock.matches('[aria-hidden=true], .vh'))"));
        Assert.Empty(mara.Complaints);
    }

    [Fact]
    public async Task Keyboard_AloneApprovesDeclinesPausesAndLifts_AndTheDialogHasNothingToComplainOf()
    {
        await using var mara = await chromium.VisitAsync(live.Line.Address, Screen.Desk);
        await mara.SignInAsync(Mara);
        await mara.HearAsync();
        var wanted = await live.RequestAsync("garage", Stop);
        await mara.TabToAsync(Approve(mara, wanted));
        await mara.Page.Keyboard.PressAsync("Enter");
        await Expect(Card(mara, wanted)).ToHaveCountAsync(0);
        Assert.Equal(["approved"], await live.Portal.ReadColumnAsync($"SELECT state FROM delivery WHERE id = '{wanted}'", Stop));
        var delivery = await live.RequestAsync("door", Stop);

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
    public async Task Map_TakenOffThePageWhileItsScriptIsOnTheWay_LeavesThePageLive()
    {
        await using var mara = await chromium.VisitAsync(live.Line.Address, Screen.Phone);
        await mara.SignInAsync(Mara);
        await mara.HearAsync();
        var delivery = await live.RequestAsync("trunk", Stop);
        await Approve(mara, delivery).ClickAsync();
        await Expect(Card(mara, delivery)).ToHaveCountAsync(0);
        var script = new TaskCompletionSource<IRoute>(TaskCreationOptions.RunContinuationsAsynchronously);
        await mara.Page.RouteAsync("**/js/map.js", script.SetResult);
        await mara.GoAsync($"/deliveries/{delivery}");
        await mara.HearAsync();
        var held = await script.Task.WaitAsync(Stop);

        await mara.PressAsync("Revoke");
        await mara.Page.GetByRole(AriaRole.Dialog).GetByRole(AriaRole.Button, new() { Name = "Revoke" }).ClickAsync();
        await Expect(mara.Page.GetByRole(AriaRole.Heading, new() { Name = "Revoked" })).ToBeVisibleAsync();
        await Expect(mara.Page.Locator(".map-canvas")).ToHaveCountAsync(0);
        await held.ContinueAsync();
        await mara.WaitAsync("the map's script", "() => performance.getEntriesByType('resource').some(one => one.name.endsWith('/leaflet.js'))");
        await mara.FollowAsync("Back to deliveries");

        await Expect(mara.Page.GetByRole(AriaRole.Heading, new() { Name = "Deliveries", Exact = true })).ToBeVisibleAsync();
        Assert.Empty(mara.Complaints);
    }

    [Fact]
    public async Task S02_PhoneAsleepForTenMinutes_ClaimsNothing_AndWakesToWhatItMissedOnce()
    {
        var mark = live.Line.Calls;
        await using var phone = await chromium.VisitAsync(live.Line.Address, Screen.Phone);
        await phone.Page.Clock.InstallAsync();
        await phone.SignInAsync(Mara);
        await phone.HearAsync();
        await phone.SeeAsync("Front door");
        await phone.Page.EvaluateAsync("() => window.stayed = true");

        live.Line.Cut(mark);
        await phone.Page.Clock.FastForwardAsync("10:00");
        await phone.SeeAsync("Not live since");
        var claims = await phone.Page.EvaluateAsync<int>(
            "() => [...document.querySelectorAll('.told')].filter(word => word.checkVisibility()).length");
        var first = await live.RequestAsync("garage", Stop);
        var second = await live.RequestAsync("trunk", Stop);
        live.Line.Mend();

        await phone.SeeAsync("While you were away");
        await Expect(phone.Page.Locator(".away .tl li", new() { HasText = "Requested by Nordpost" })).ToHaveCountAsync(2);
        await Expect(Card(phone, first)).ToBeVisibleAsync();
        await Expect(Card(phone, second)).ToBeVisibleAsync();
        await Expect(phone.Page.GetByText("Not live since")).ToBeHiddenAsync();
        // The browser itself reports each try that did not get through.
        phone.ForgetComplaints();
        var looks = new Looks(phone);
        await looks.LookAsync("home-away");

        Assert.Equal(0, claims);
        Assert.True(await phone.Page.EvaluateAsync<bool>("() => window.stayed === true"), "The page was loaded anew.");
        Assert.True(looks.Faults.Count == 0, string.Join('\n', looks.Faults));
    }

    [Fact]
    public async Task TryAgainNow_PressedWhileThePageTriesByItself_IsLiveAndStaysSo()
    {
        var mark = live.Line.Calls;
        await using var phone = await chromium.VisitAsync(live.Line.Address, Screen.Phone);
        await phone.SignInAsync(Mara);
        await phone.HearAsync();
        await phone.Page.EvaluateAsync("() => window.stayed = true");

        live.Line.Cut(mark);
        await phone.SeeAsync("Not live since");
        await phone.WaitAsync(
            "a wait between two tries", "() => Number(document.getElementById('components-seconds-to-next-attempt').textContent) >= 3");
        await phone.PressAsync("Try again now");
        live.Line.Mend();
        await phone.WaitAsync(
            "a live page",
            "() => { document.querySelector('[data-reconnect]').click(); return document.documentElement.dataset.live !== 'off'; }");

        await phone.WaitAsync(
            "a page that stays live for three seconds",
            """
            () => {
                window.since = document.documentElement.dataset.live === "off" ? null : (window.since ?? performance.now());
                return window.since !== null && performance.now() - window.since > 3000;
            }
            """);
        var delivery = await live.RequestAsync("garage", Stop);
        await Expect(Card(phone, delivery)).ToBeVisibleAsync();
        Assert.True(await phone.Page.EvaluateAsync<bool>("() => window.stayed === true"), "The page was loaded anew.");
    }

    /// <summary>A try that a dead line neither takes nor refuses would keep the page from coming back for as long as the browser waits.</summary>
    [Fact]
    public async Task TryAgainNow_PressedWhileATryHangs_LoadsThePageAnew()
    {
        var mark = live.Line.Calls;
        await using var phone = await chromium.VisitAsync(live.Line.Address, Screen.Phone);
        await phone.SignInAsync(Mara);
        await phone.HearAsync();
        await phone.Page.EvaluateAsync("() => window.stayed = true");

        var calls = live.Line.Calls;
        live.Line.Stall(mark);
        await phone.SeeAsync("Not live since");
        await Until.TrueAsync("a try that hangs", () => Task.FromResult(live.Line.Calls > calls), Stop);
        live.Line.Mend();
        await phone.PressAsync("Try again now");

        await phone.WaitAsync("a page that was loaded anew", "() => window.stayed === undefined");
        await phone.HearAsync();
        // A portal that is stopped waits for those who still wait for it.
        live.Line.Release();
        var delivery = await live.RequestAsync("garage", Stop);
        await Expect(Card(phone, delivery)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Looking_AtCalendarAndActivity_TheFilterIsInTheAddressAndWhatIsFoundCanBeTakenOut()
    {
        await using var mara = await chromium.VisitAsync(live.Line.Address, Screen.Desk);
        await mara.SignInAsync(Mara);
        await mara.GoAsync("/calendar");
        await mara.HearAsync();
        await Expect(mara.Page.GetByRole(AriaRole.Heading, new() { Name = "Calendar", Exact = true })).ToBeVisibleAsync();
        await mara.FollowAsync("Next week");
        await mara.Page.WaitForURLAsync(url => url.Contains('?', StringComparison.Ordinal));
        await mara.Page.GoBackAsync();
        await mara.Page.WaitForURLAsync(url => !url.Contains('?', StringComparison.Ordinal));

        await mara.GoAsync("/activity");
        await mara.HearAsync();
        await mara.FollowAsync("Decisions");
        await mara.SeeAsync("Requested by Nordpost");
        await mara.Page.GetByLabel("Search", new() { Exact = true }).FillAsync("nobody-is-called-so");
        await mara.PressAsync("Search");
        await mara.SeeAsync("Nothing matches.");
        await mara.Page.GoBackAsync();
        await mara.SeeAsync("Requested by Nordpost");
        Assert.EndsWith("/activity?kind=decisions", mara.Page.Url, StringComparison.Ordinal);

        await mara.PressAsync("Export");
        var looks = new Looks(mara);
        await looks.LookAsync("activity-export");
        var download = await mara.Page.RunAndWaitForDownloadAsync(() => mara.PressAsync("As a table (CSV)"));
        Assert.Equal("portal-activity.csv", download.SuggestedFilename);
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

    private static ILocator Card(Visitor visitor, string delivery) => visitor.Page.Locator($".ask[aria-labelledby*='{delivery}']");

    private static ILocator Approve(Visitor visitor, string delivery) =>
        Card(visitor, delivery).GetByRole(AriaRole.Button, new() { Name = "Approve" });
}
