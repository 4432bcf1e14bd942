using Microsoft.Playwright;
using Portal.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests;

/// <summary>The screens while something is going on, played from the panel: the same demands as on the calm ones, and pictures.</summary>
public sealed class StatesTests(Chromium chromium)
{
    private const string Owner = "mara@example.com";

    // How many tones this page has played.
    private const string CountTones =
        """
        () => {
            window.tones = 0;
            const start = OscillatorNode.prototype.start;
            OscillatorNode.prototype.start = function (...when) { window.tones++; return start.apply(this, when); };
        }
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S32_TheDayOfADelivery_AtEachSizeAndTheme_HasNothingToComplainOf()
    {
        await using var portal = await PortalProcess.StartDemoAsync(Stop);
        using var carrier = new CarrierProgram(portal.Address, await portal.Program.ReadAsync("Carrier key:", Stop));
        await using var eyes = await chromium.VisitAsync(portal.Address, Screen.Desk);
        await eyes.SignInAsync(Owner);
        var looks = new Looks(eyes);
        await using var hand = await chromium.VisitAsync(portal.Address, Screen.Desk);
        await hand.SignInAsync(Owner);
        await hand.HearAsync();
        await hand.Page.EvaluateAsync(CountTones);
        await hand.PressAsync("Alarm sound");
        await hand.WaitAsync("the sample of the sound", "() => window.tones === 3");
        var car = (await portal.ReadColumnAsync("SELECT id FROM access_point WHERE kind = 'trunk'", Stop))[0];
        var delivery = $"/deliveries/{await carrier.FindNewestAsync(Stop)}";

        await hand.PressAsync("Approve until");
        await Expect(hand.Page.GetByRole(AriaRole.Button, new() { Name = "Approve until" })).ToHaveCountAsync(0);
        await looks.LookAsync("delivery-approved", delivery, "Approved");
        if (Screen.IsThorough)
            await LookAtDoubtsAsync(portal, looks, delivery);
        await hand.Page.Keyboard.PressAsync("Control+.");
        await hand.PressAsync("Leave the trunk open");
        await looks.LookAsync("delivery-open", delivery, "Opened");
        await looks.LookAsync("home-open", "/", "Opened");
        await hand.PressAsync("Cut the network");
        await looks.LookAsync("home-silent", "/", "went silent while open");
        await hand.WaitAsync("the sound of the alarm", "() => window.tones === 6");
        await hand.PressAsync("Put everything back");
        await looks.LookAsync("delivery-completed-late", delivery, "Delivered");
        await hand.PressAsync("Work on the box");
        await looks.LookAsync("home-urgent", "/", "Somebody tampers");
        await looks.LookAsync("access-point-urgent", $"/access-points/{car}", "Somebody tampers");
        await LookAtTwoAlarmsAsync(portal, looks);
        await hand.PressAsync("Stop that");
        await looks.LookAsync("activity-full", "/activity", "Delivered");
        if (Screen.IsThorough)
            await LookAtSilenceAsync(hand, looks, car);
        await hand.PressAsync("Pause all");
        await looks.LookAsync("home-paused", "/", "Everything is paused");

        var asViewer = await LookAsViewerAsync(portal, car);
        var asSupport = await LookAsSupportAsync(portal);
        if (Screen.IsThorough)
        {
            await portal.WriteAsync("UPDATE delivery SET state = 'incident' WHERE state = 'completed'", Stop);
            await looks.LookAsync("delivery-incident", delivery, "Incident");
            await looks.LookAsync("home-incident", "/", "Look what happened");
        }

        await looks.LookAsync("activity-after-support", "/activity", "Support looked");
        Assert.Empty(asViewer);
        Assert.Empty(asSupport);
        Assert.True(looks.Faults.Count == 0, string.Join('\n', looks.Faults));
        Assert.Empty(hand.Complaints);
    }

    // Both come about by the portal's own timers and watches, in other tests.
    private static async Task LookAtDoubtsAsync(PortalProcess portal, Looks looks, string delivery)
    {
        await portal.WriteAsync(
            "INSERT INTO readiness (grant_id, checked_at, faults) SELECT id, 0, 'silent battery_low contact_unproven nobody_reached' FROM access_grant", Stop);
        await looks.LookAsync("home-not-ready", "/", "is not ready for a delivery");
        await looks.LookAsync("delivery-not-ready", delivery, "is not ready for a delivery");
        await portal.WriteAsync("DELETE FROM readiness", Stop);
        await portal.WriteAsync(
            "INSERT INTO moved_window (delivery_id, starts_at, ends_at, noticed_at) SELECT id, window_start + 3600000, window_end + 3600000, 0 FROM delivery", Stop);
        await looks.LookAsync("home-window-in-doubt", "/", "The clock rules of");
        await portal.WriteAsync("DELETE FROM moved_window", Stop);
    }

    // A device that is shut is believed for a good minute: too long for each run.
    private static async Task LookAtSilenceAsync(Visitor hand, Looks looks, string car)
    {
        await hand.PressAsync("Cut the network");
        await Expect(hand.Page.GetByRole(AriaRole.Heading, new() { Name = "is silent" })).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await looks.LookAsync("home-stale", "/", "is silent");
        await looks.LookAsync("access-point-stale", $"/access-points/{car}", "Unknown");
        await hand.PressAsync("Restore the network");
        await Expect(hand.Page.GetByRole(AriaRole.Heading, new() { Name = "is silent" })).ToHaveCountAsync(0);
    }

    // The door has stood open for longer than this test lasts.
    private static async Task LookAtTwoAlarmsAsync(PortalProcess portal, Looks looks)
    {
        await portal.WriteAsync(
            """
            INSERT INTO alert (id, household_id, access_point_id, kind, urgent, state, late, opened_at)
            SELECT substr((SELECT id FROM alert LIMIT 1), 1, 4) || '00000000000000000000000000', household_id, id, 'left_open', 1, 'open', 0,
                   (SELECT max(opened_at) FROM alert) - 240000
            FROM access_point WHERE kind = 'door'
            """,
            Stop);
        await looks.LookAsync("home-two-alarms", "/", "Door open for");
        await portal.WriteAsync("DELETE FROM alert WHERE kind = 'left_open'", Stop);
    }

    private async Task<IReadOnlyList<string>> LookAsViewerAsync(PortalProcess portal, string car)
    {
        await using var lena = await chromium.VisitAsync(portal.Address, Screen.Desk);
        await lena.SignInAsync("lena@example.com");
        var looks = new Looks(lena);
        await looks.LookAsync("home-viewer", "/", "Everything is paused");
        await looks.LookAsync("access-point-viewer", $"/access-points/{car}", "Only an owner can unlock it from here.");
        return looks.Faults;
    }

    /// <summary>Each screen says what to do first.</summary>
    [Fact]
    public async Task S32_ANewHousehold_AtEachSizeAndTheme_HasNothingToComplainOf()
    {
        await using var portal = await PortalProcess.StartEmptyAsync(Stop);
        await using var kim = await chromium.VisitAsync(portal.Address, Screen.Desk);
        await kim.RegisterAsync("Kim", "kim@example.org", "Kim's household");
        await kim.SignInAsync("kim@example.org");
        var looks = new Looks(kim);
        await looks.LookAsync("home-empty", "/", "What may receive parcels?");
        await looks.LookAsync("deliveries-empty", "/deliveries", "Find your handle");
        await looks.LookAsync("calendar-empty", "/calendar", "No windows this week.");
        await looks.LookAsync("access-points-empty", "/access-points", "Nothing can receive a parcel yet.");
        await looks.LookAsync("activity-empty", "/activity", "More filters");
        await looks.LookAsync("household-alone", "/household", "Kim (you)");
        await looks.LookAsync("access-review-empty", "/household/review", "Kim (you)");
        Assert.True(looks.Faults.Count == 0, string.Join('\n', looks.Faults));
    }

    private async Task<IReadOnlyList<string>> LookAsSupportAsync(PortalProcess portal)
    {
        var number = (await portal.ReadColumnAsync("SELECT tracking_number FROM delivery", Stop))[0];
        await using var agent = await chromium.VisitAsync(portal.Address, Screen.Desk);
        await agent.SignInAsync("support@example.com");
        await agent.HearAsync();
        await agent.Page.GetByLabel("Tracking number or delivery id").FillAsync(number);
        await agent.Page.GetByLabel("Case number").FillAsync("C-1024");
        await agent.Page.GetByLabel("Reason").FillAsync("The carrier says that it was not delivered");
        await agent.PressAsync("Look (masked)");
        await agent.SeeAsync("What happened");
        var looks = new Looks(agent);
        await looks.LookAsync("support-look");
        return looks.Faults;
    }
}
