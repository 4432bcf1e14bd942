using Microsoft.Playwright;
using Portal.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Portal.Browser.Tests;

/// <summary>From an empty start to a delivered parcel, by everybody's own hands: operator, carrier, household, device, driver.</summary>
public sealed class ProductionJourneyTests(Chromium chromium)
{
    private const string Operator = "olga@example.org";
    private const string Owner = "kim@example.org";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EmptyStart_ToADeliveredParcel()
    {
        await using var portal = await PortalProcess.StartEmptyAsync(Stop);
        await using var operating = await chromium.VisitAsync(portal.Address, Screen.Desk);
        await BecomeOperatorAsync(operating, await portal.Program.ReadAsync("Operator setup, 30 minutes, one use:", Stop));
        using var carrier = new CarrierProgram(portal.Address, await RegisterCarrierAsync(operating));

        await using var owner = await chromium.VisitAsync(portal.Address, Screen.Phone);
        await owner.RegisterAsync("Kim", Owner, "Kim's household");
        await owner.SignInAsync(Owner);
        await AddCarAsync(owner);
        await using var box = StartBox(portal, await ReadCodeAsync(owner));
        await ConfirmAsync(owner, box);
        var delivery = await carrier.RequestAsync(await owner.Page.Locator(".handle").InnerTextAsync(), Stop);

        await owner.GoAsync($"/deliveries/{delivery}");
        await owner.HearAsync();
        await owner.PressAsync("Approve until");
        await owner.SeeAsync("Approved");
        var needs = await carrier.TakeAccessAsync(delivery, Stop);
        await box.TypeAsync("code " + needs.Code);
        await owner.SeeStepAsync("Unlocked");
        await box.TypeAsync("open");
        await owner.SeeStepAsync("Opened");
        await box.TypeAsync("close");
        await owner.SeeStepAsync("Closed");
        await owner.SeeStepAsync("Locked");
        await owner.SeeAsync("Delivered");

        await Expect(owner.Page.GetByText("Trying it out")).ToHaveCountAsync(0);
        Assert.Empty(owner.Complaints);
        Assert.Empty(operating.Complaints);
    }

    private static async Task BecomeOperatorAsync(Visitor visitor, string link)
    {
        await visitor.GoAsync(link);
        await visitor.Page.GetByLabel("Your name").FillAsync("Olga");
        await visitor.Page.GetByLabel("E-mail").FillAsync(Operator);
        await visitor.Page.GetByLabel("Password").FillAsync(PortalProcess.Password);
        await visitor.PressAsync("Become the operator");
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in" })).ToBeVisibleAsync();
        await visitor.SignInAsync(Operator);
    }

    /// <returns>The key, as it is shown once.</returns>
    private static async Task<string> RegisterCarrierAsync(Visitor visitor)
    {
        await visitor.HearAsync();
        await visitor.Page.GetByLabel("Name").FillAsync("Nordpost");
        await visitor.PressAsync("Register");
        await visitor.SeeAsync("it gets nothing until you have verified it");
        await visitor.PressAsync("Verify");
        await visitor.PressAsync("Verify Nordpost");
        await visitor.SeeAsync("No keys. Without one its system cannot call.");
        await visitor.PressAsync("New key");
        await visitor.PressAsync("Issue the key");
        return await visitor.Page.Locator(".banner .mono").InnerTextAsync();
    }

    private static async Task AddCarAsync(Visitor owner)
    {
        await owner.HearAsync();
        await owner.FollowAsync("Car trunk");
        await owner.Page.GetByLabel("Name").FillAsync("Kim's car");
        await owner.Page.GetByLabel("Make").FillAsync("Dacia");
        await owner.Page.GetByLabel("Model").FillAsync("Jogger");
        await owner.Page.GetByLabel("Colour").FillAsync("Green");
        await owner.Page.GetByLabel("Plate").FillAsync("M-PT 77");
        await owner.Page.Keyboard.PressAsync("Enter");
        await owner.Page.GetByLabel("Time zone").SelectOptionAsync("Europe/Berlin");
        await PressKeyAsync(owner, "Add and pair");
        await owner.SeeAsync("Type this code into the device");
    }

    // As a screen reader says it, sign by sign.
    private static async Task<string> ReadCodeAsync(Visitor owner)
    {
        var spoken = await owner.Page.Locator(".code-l .vh").TextContentAsync() ?? "";
        return string.Concat(spoken.Where(char.IsAsciiLetterOrDigit));
    }

    private static ConsoleProcess StartBox(PortalProcess portal, string code) => ConsoleProcess.Start(
        "Portal.Device",
        [
            "--portal", portal.Address.AbsoluteUri, "--profile", "key-box", "--state", portal.FolderFor("box"), "--heartbeat", "15", "--pair", code,
        ],
        []);

    private static async Task ConfirmAsync(Visitor owner, ConsoleProcess box)
    {
        var number = (await box.ReadAsync("check-number number=", Stop)).Split(' ')[0];
        await owner.SeeAsync("Is it the same number?");
        var looks = new Looks(owner);
        await looks.LookAsync("wizard-compare");
        await owner.ResizeAsync(Screen.Phone);
        Assert.Equal(number, await ReadCodeAsync(owner));
        await PressKeyAsync(owner, "Yes, they match");
        await owner.SeeAsync("Open and close it once");
        await looks.LookAsync("wizard-prove");
        await owner.ResizeAsync(Screen.Phone);
        Assert.True(looks.Faults.Count == 0, string.Join('\n', looks.Faults));
        await box.ReadAsync("acknowledged epoch=1", Stop);
        await ProveAsync(owner, box);
    }

    /// <summary>The owner unlocks by keyboard, opens and closes, and sees that the sensor told both.</summary>
    private static async Task ProveAsync(Visitor owner, ConsoleProcess box)
    {
        var wizard = owner.Page.Url;
        await owner.FollowAsync("Kim's car");
        await PressKeyAsync(owner, "Hold to unlock");
        await Expect(owner.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" })).ToBeFocusedAsync();
        await owner.Page.Keyboard.PressAsync("Tab");
        await owner.Page.Keyboard.PressAsync("Enter");
        await Expect(owner.Page.GetByRole(AriaRole.Heading, new() { Name = "Unlocked" })).ToBeVisibleAsync();
        await box.TypeAsync("open");
        await Expect(owner.Page.GetByRole(AriaRole.Heading, new() { Name = "Open" })).ToBeVisibleAsync();
        await box.TypeAsync("close");
        await Expect(owner.Page.GetByRole(AriaRole.Heading, new() { Name = "Secured" })).ToBeVisibleAsync();
        await owner.GoAsync(wizard);
        await owner.HearAsync();
        await PressKeyAsync(owner, "Next");
        await owner.Page.GetByLabel("For the driver").FillAsync("Behind the net.");
        await PressKeyAsync(owner, "Done");
        await Expect(owner.Page.GetByText("‘Behind the net.’")).ToBeVisibleAsync();
    }

    // As somebody without a mouse does it.
    private static async Task PressKeyAsync(Visitor owner, string button)
    {
        await owner.Page.GetByRole(AriaRole.Button, new() { Name = button }).FocusAsync();
        await owner.Page.Keyboard.PressAsync("Enter");
    }
}
