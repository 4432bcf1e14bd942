using Microsoft.Playwright;
using Portal.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests;

/// <summary>A driver with a phone, a link and no account.</summary>
public sealed class DriverJourneyTests(Chromium chromium)
{
    private const double MetresPerDegree = 111_195;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Driver_IsRefused640MetresAway_AndOpensBesideTheCar()
    {
        await using var portal = await PortalProcess.StartDemoAsync(Stop);
        using var carrier = new CarrierProgram(portal.Address, await portal.Program.ReadAsync("Carrier key:", Stop));
        await using var owner = await chromium.VisitAsync(portal.Address, Screen.Desk);
        var needs = await ApproveAsync(owner, carrier);

        await using var driver = await chromium.VisitAsync(portal.Address, Screen.Phone, options => BePhone(options, Beside(needs, 640)));
        await driver.GoAsync(needs.Link.AbsoluteUri);
        await driver.PressAsync("Show the delivery");
        await driver.PressAsync("Open the trunk");
        await driver.SeeAsync("You are 640 m from the car. Go to the marker and try again.");
        var truth = await ReadTruthAsync(owner);
        await driver.MoveAsync(Beside(needs, 20));
        await driver.PressAsync("Open the trunk");
        await driver.SeeStepAsync("Unlocked");
        await owner.PressAsync("Open the lid");
        await driver.SeeStepAsync("Opened");
        await owner.PressAsync("Close the lid");
        await driver.SeeStepAsync("Closed");
        await driver.SeeStepAsync("Locked");
        await driver.PressAsync("Done");
        await driver.SeeAsync("Thank you");
        await owner.FollowAsync("Deliveries");
        await owner.SeeAsync("Delivered");

        Assert.StartsWith("The device itself: locked, closed", truth, StringComparison.Ordinal);
        Assert.DoesNotContain(needs.Link.Segments[^1], driver.Page.Url, StringComparison.Ordinal);
        Assert.Empty(driver.Complaints);
        Assert.Empty(owner.Complaints);
    }

    [Fact]
    public async Task S32_DriverPage_AtEachSizeAndTheme_HasNothingToComplainOf()
    {
        await using var portal = await PortalProcess.StartDemoAsync(Stop);
        using var carrier = new CarrierProgram(portal.Address, await portal.Program.ReadAsync("Carrier key:", Stop));
        await using var owner = await chromium.VisitAsync(portal.Address, Screen.Desk);
        var needs = await ApproveAsync(owner, carrier);
        var faults = new List<string>();
        foreach (var screen in Screen.All)
        {
            await using var driver = await chromium.VisitAsync(portal.Address, screen, options => BePhone(options, Beside(needs, 640)));
            await driver.GoAsync(needs.Link.AbsoluteUri);
            faults.AddRange(await LookAsync(driver, "driver-link", screen));
            await driver.PressAsync("Show the delivery");
            await driver.SeeAsync("Works once.");
            faults.AddRange(await LookAsync(driver, "driver-ready", screen));

            // An emulated position is said once; a page that asks later than 5 s after it would wait for the next one.
            await driver.MoveAsync(Beside(needs, 640));
            await driver.PressAsync("Open the trunk");
            await driver.SeeAsync("You are 640 m from the car.");
            faults.AddRange(await LookAsync(driver, "driver-denied", screen));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static async Task<DriverNeeds> ApproveAsync(Visitor owner, CarrierProgram carrier)
    {
        await owner.SignInAsync("mara@example.com");
        await owner.HearAsync();
        await owner.PressAsync("Approve until");
        await Expect(owner.Page.GetByRole(AriaRole.Button, new() { Name = "Approve until" })).ToHaveCountAsync(0);
        return await carrier.TakeAccessAsync(await carrier.FindNewestAsync(Stop), Stop);
    }

    private static async Task<IEnumerable<string>> LookAsync(Visitor driver, string name, Screen screen)
    {
        await driver.SettleAsync();
        await Pictures.TakeAsync(driver.Page, name, screen);
        return (await driver.FindFaultsAsync()).Select(fault => $"{name} {screen}: {fault}");
    }

    private static void BePhone(BrowserNewContextOptions options, Geolocation position)
    {
        options.Permissions = ["geolocation"];
        options.Geolocation = position;
        options.HasTouch = true;
    }

    // What the box really did, from the panel that stands beside the page.
    private static async Task<string> ReadTruthAsync(Visitor owner)
    {
        await owner.Page.Keyboard.PressAsync("Control+.");
        return await owner.Page.Locator("#demo-truth").InnerTextAsync();
    }

    private static Geolocation Beside(DriverNeeds needs, double metres) => new()
    {
        Latitude = (float)(needs.Lat + (metres / MetresPerDegree)),
        Longitude = (float)needs.Lon,
        Accuracy = 8,
    };
}
