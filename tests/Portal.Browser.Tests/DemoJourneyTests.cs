using System.Text.Json;
using Microsoft.Playwright;
using Portal.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests;

/// <summary>What a newcomer sees within two minutes, and what the neighbours do not see of it.</summary>
public sealed class DemoJourneyTests(Chromium chromium)
{
    private static readonly string[] Steps = ["Unlocked", "Opened", "Closed", "Locked"];

    // Everything that names the demo household or belongs to it.
    private const string Belongings =
        """
        WITH home AS (SELECT household_id AS id FROM access_point WHERE kind = 'trunk')
        SELECT id FROM home
        UNION SELECT household.name FROM household JOIN home ON home.id = household.id
        UNION SELECT access_point.id FROM access_point JOIN home ON home.id = household_id
        UNION SELECT handle FROM access_point JOIN home ON home.id = household_id
        UNION SELECT car_plate FROM access_point
        UNION SELECT name FROM access_point WHERE kind = 'trunk'
        UNION SELECT account_id FROM member JOIN home ON home.id = household_id
        UNION SELECT account.name FROM member JOIN home ON home.id = household_id JOIN account ON account.id = member.account_id
        UNION SELECT id FROM device UNION SELECT serial FROM device
        UNION SELECT id FROM delivery UNION SELECT tracking_number FROM delivery
        UNION SELECT id FROM access_grant UNION SELECT id FROM opening UNION SELECT id FROM alert
        """;

    // Speaks the hub's JSON protocol by hand: a stranger needs no library either.
    private const string ListenOnLive =
        """
        () => new Promise((resolve, reject) => {
            window.heard = [];
            const socket = new WebSocket(`ws://${location.host}/live`);
            socket.onopen = () => socket.send('{"protocol":"json","version":1}\u001e');
            socket.onmessage = message => { window.heard.push(message.data); resolve(); };
            socket.onclose = () => reject(new Error("the hub closed"));
        })
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Newcomer_ApprovesAndSeesTheCodeOpen_WhileANeighbourHearsNothing()
    {
        await using var portal = await PortalProcess.StartDemoAsync(Stop);
        await using var neighbour = await chromium.VisitAsync(portal.Address, Screen.Desk);
        await neighbour.RegisterAsync("Tove", "tove@example.com", "House of Tove");
        await neighbour.SignInAsync("tove@example.com");
        await neighbour.HearAsync();
        await neighbour.Page.EvaluateAsync(ListenOnLive);

        await using var owner = await chromium.VisitAsync(portal.Address, Screen.Desk);
        await owner.SignInAsync("mara@example.com");
        await owner.HearAsync();
        await owner.Page.EvaluateAsync("() => window.stayed = true");
        await owner.PressAsync("Approve until");
        await Expect(owner.Page.GetByRole(AriaRole.Button, new() { Name = "Approve until" })).ToHaveCountAsync(0);
        await owner.FollowAsync("Deliveries");
        await owner.FollowAsync("Nordpost, Blue Volvo");
        await owner.SeeAsync("Approved");
        await owner.Page.EvaluateAsync(NoteSteps);
        await owner.Page.Keyboard.PressAsync("Control+.");
        await owner.PressAsync("Enter the code at the box");
        foreach (var step in Steps)
            await owner.WaitAsync($"the step '{step}'", "word => window.steps.includes(word)", step);
        await owner.SeeAsync("Delivered");
        var order = await owner.Page.EvaluateAsync<string[]>("() => window.steps");
        var isSamePage = await owner.Page.EvaluateAsync<bool>("() => window.stayed === true");

        Assert.Equal(Steps, order);
        Assert.True(isSamePage, "The page was loaded anew.");
        Assert.Empty(owner.Complaints);
        await AssertHeardNothingAsync(portal, neighbour);
    }

    private const string NoteSteps =
        """
        () => {
            window.steps = [];
            const note = () => {
                for (const slot of document.querySelectorAll(".slots li.is-done, .slots li.is-now")) {
                    const word = slot.firstChild.textContent.trim();
                    if (!window.steps.includes(word)) window.steps.push(word);
                }
            };
            new MutationObserver(note).observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
            note();
        }
        """;

    private static async Task AssertHeardNothingAsync(PortalProcess portal, Visitor neighbour)
    {
        // That the ears work: the neighbour's own doing is heard on both.
        await neighbour.FollowAsync("Garage");
        await neighbour.Page.GetByLabel("Name").FillAsync("Shed of Tove");
        await neighbour.PressAsync("Next");
        await neighbour.Page.GetByLabel("Latitude").FillAsync("52.5");
        await neighbour.Page.GetByLabel("Longitude").FillAsync("13.4");
        await neighbour.Page.Keyboard.PressAsync("Tab");
        await neighbour.Page.GetByRole(AriaRole.Application).FocusAsync();
        await neighbour.Page.Keyboard.PressAsync("ArrowUp");
        await Expect(neighbour.Page.GetByLabel("Latitude")).Not.ToHaveValueAsync("52.5");
        await neighbour.Page.GetByLabel("Time zone").SelectOptionAsync("Europe/Berlin");
        await neighbour.PressAsync("Add and pair");
        await neighbour.WaitAsync(
            "the neighbour's own access point on /live", "() => window.heard.some(frame => frame.includes('access_point_added'))");
        await neighbour.SeeAsync("Type this code into the device");
        var heard = JsonSerializer.Deserialize<string[]>(await neighbour.Page.EvaluateAsync<string>("() => JSON.stringify(window.heard)")) ?? [];
        var carried = string.Join('\n', [.. neighbour.Frames, .. heard]);
        var belongings = await portal.ReadColumnAsync(Belongings, Stop);

        Assert.Contains("Shed of Tove", carried, StringComparison.Ordinal);
        Assert.True(belongings.Count > 20, "The demo household has hardly any belongings.");
        Assert.DoesNotContain(belongings, belonging => carried.Contains(belonging, StringComparison.Ordinal));
    }
}
