using System.Text.Json;
using Microsoft.Playwright;
using Portal.Browser.Tests.Support;
using Portal.Hosting;
using Portal.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests;

/// <summary>An owner turns notifications on, is told while no page is open, and answers on the notification itself.</summary>
public sealed class NotificationsJourneyTests(Chromium chromium)
{
    // No push service can be reached from a test: the browser's own part of subscribing is played, everything after it is real.
    private const string Subscribe =
        """
        endpoint => {
            let subscription = null;
            const keys = { p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", auth: "BTBZMqHH6r4Tts7J_aSIgg" };
            PushManager.prototype.getSubscription = async () => subscription;
            PushManager.prototype.subscribe = async () =>
                (subscription = { endpoint, toJSON: () => ({ endpoint, keys }), unsubscribe: async () => { subscription = null; return true; } });
        }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Owner_TurnsItOn_IsToldByTheWorkerAndTakesTheAlarmThere()
    {
        await using var portal = await PortalProcess.StartDemoAsync(Stop);
        await using var service = new FakePushService();
        await using var owner = await chromium.VisitAsync(portal.Address, Screen.Desk, options => options.Permissions = ["notifications"]);
        await owner.Page.AddInitScriptAsync($"({Subscribe})({JsonSerializer.Serialize(service.EndpointOf("phone"))})");
        await owner.SignInAsync("mara@example.com");
        var worker = new WorkerOfThePage(await owner.Page.Context.NewCDPSessionAsync(owner.Page));
        await worker.ListenAsync();

        await owner.GoAsync("/settings/notifications");
        await owner.HearAsync();
        await owner.PressAsync("Turn on for this browser");
        await owner.SeeAsync("is told, even when Portal is not open");
        var browser = Assert.Single(await portal.ReadColumnAsync("SELECT id FROM push_subscription", Stop));

        await owner.Page.GetByRole(AriaRole.Button, new() { Name = "Send a test", Exact = true }).ClickAsync();
        await service.NextAsync(Stop);
        await worker.DeliverAsync(portal.Address, new { to = browser, title = "A test from Portal", body = "This is how you are told.", tag = "test", url = "/", position = 1 });
        await owner.SeeAsync("this browser said that it showed the test");
        Assert.Equal(["A test from Portal"], await ShownAsync(owner));

        await owner.GoAsync("/");
        await owner.HearAsync();
        await owner.PressAsync("Trying it out");
        await owner.PressAsync("Work on the box");
        var message = await service.NextAsync(Stop);
        Assert.Equal("high", message.Headers["Urgency"]);
        await owner.SeeAsync("I’m taking care of it");
        var alert = Assert.Single(await portal.ReadColumnAsync("SELECT id FROM alert WHERE state = 'open' AND urgent = 1", Stop));
        var acts = new[] { new { act = "acknowledge", title = "I’m taking care of it" } };
        var notice = new { to = browser, title = "Somebody tampers", body = "Key box", tag = alert, url = "/", position = 2, alert, urgent = true, acts };
        await worker.DeliverAsync(portal.Address, notice);

        await PressOnTheNotificationAsync(owner, notice);

        await Expect(owner.Page.GetByRole(AriaRole.Button, new() { Name = "I’m taking care of it" })).ToHaveCountAsync(0);
        Assert.Equal(["acknowledged"], await portal.ReadColumnAsync($"SELECT state FROM alert WHERE id = '{alert}'", Stop));
        Assert.Empty(owner.Complaints);
        await SeeTheOfflinePageAsync(owner);
    }

    /// <summary>A press on a notification cannot be made from outside: the worker's own code hears of one here.</summary>
    private static async Task PressOnTheNotificationAsync(Visitor owner, object notice)
    {
        var code = await File.ReadAllTextAsync(Path.Combine(ContentRoot.Find(), "wwwroot", "sw.js"), Stop);
        await owner.Page.EvaluateAsync(
            $$"""
            async notice => {
                const heard = {};
                const self = { addEventListener: (name, act) => (heard[name] = act), registration: await navigator.serviceWorker.ready, location };
                {{code}}
                let answered;
                heard.notificationclick({ action: "acknowledge", notification: { data: notice, close() {} }, waitUntil: work => (answered = work) });
                await answered;
            }
            """,
            notice);
    }

    private static Task<string[]> ShownAsync(Visitor owner) => owner.Page.EvaluateAsync<string[]>(
        "async () => (await (await navigator.serviceWorker.ready).getNotifications()).map(one => one.title)");

    private static async Task SeeTheOfflinePageAsync(Visitor owner)
    {
        await owner.Page.Context.SetOfflineAsync(true);
        await owner.GoAsync("/deliveries");
        await owner.SeeAsync("No connection to Portal");
        await Expect(owner.Page.GetByText("Volvo")).ToHaveCountAsync(0);
        await Pictures.TakeAsync(owner.Page, "offline", Screen.Desk);
        await owner.Page.Context.SetOfflineAsync(false);
        await Expect(owner.Page.GetByRole(AriaRole.Heading, new() { Name = "Deliveries" })).ToBeVisibleAsync();
    }
}
