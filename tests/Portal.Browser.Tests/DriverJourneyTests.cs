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
    public async Task S32_Driver_IsRefused640MetresAway_AndOpensBesideTheCar()
    {
        await using var portal = await PortalProcess.StartDemoAsync(Stop);
        using var carrier = new CarrierProgram(portal.Address, await portal.Program.ReadAsync("Carrier key:", Stop));
        await using var owner = await chromium.VisitAsync(portal.Address, Screen.Desk);
        var needs = await ApproveAsync(owner, carrier);

        await using var driver = await chromium.VisitAsync(portal.Address, Screen.Phone, options => BePhone(options, Beside(needs, 640)));
        var looks = new Looks(driver);
        await driver.GoAsync(needs.Link.AbsoluteUri);
        await looks.LookAsync("driver-link");
        await driver.PressAsync("Show the delivery");
        await driver.SeeAsync("Works once.");
        await looks.LookAsync("driver-ready");

        // An emulated position is said once; a page that asks later than 5 s after it would wait for the next one.
        await driver.MoveAsync(Beside(needs, 640));
        await driver.PressAsync("Open the trunk");
        await driver.SeeAsync("You are 640 m from the car. Go to the marker and try again.");
        await looks.LookAsync("driver-denied");
        var truth = await ReadTruthAsync(owner);
        await driver.MoveAsync(Beside(needs, 20));
        await driver.PressAsync("Open the trunk");
        await driver.SeeStepAsync("Unlocked");
        await owner.PressAsync("Open the lid");
        await driver.SeeStepAsync("Opened");
        await looks.LookAsync("driver-open");
        await owner.PressAsync("Close the lid");
        await driver.SeeStepAsync("Closed");
        await driver.SeeStepAsync("Locked");
        await driver.PressAsync("Done");
        await driver.SeeAsync("Thank you");
        await looks.LookAsync("driver-thanks");
        await owner.FollowAsync("Deliveries");
        await owner.SeeAsync("Delivered");

        Assert.StartsWith("The device itself: locked, closed", truth, StringComparison.Ordinal);
        Assert.DoesNotContain(needs.Link.Segments[^1], driver.Page.Url, StringComparison.Ordinal);
        Assert.True(looks.Faults.Count == 0, string.Join('\n', looks.Faults));
        Assert.Empty(driver.Complaints);
        Assert.Empty(owner.Complaints);
    }

    private static async Task<DriverNeeds> ApproveAsync(Visitor owner, CarrierProgram carrier)
    {
        await owner.SignInAsync("mara@example.com");
        await owner.HearAsync();
        await owner.PressAsync("Approve until");
        await Expect(owner.Page.GetByRole(AriaRole.Button, new() { Name = "Approve until" })).ToHaveCountAsync(0);
        return await carrier.TakeAccessAsync(await carrier.FindNewestAsync(Stop), Stop);
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
