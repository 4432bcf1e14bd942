using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Access;

public sealed class AccessPointPageTests : Screen
{
    private readonly AccessPointView _car = Sample.Point();

    [Fact]
    public void Page_Secured_SaysBothFactsAndHasNoSolidButton()
    {
        var page = Open();

        Assert.Equal("Secured", Heading(page));
        Assert.Equal(["Closed", "Locked"], page.FindAll(".two dd .told").Select(Text));
        Assert.Empty(page.FindAll(".state-acts > .btn-main"));
        Assert.DoesNotContain(page.FindAll(".state-acts button"), button => Text(button) == "lock Lock");
    }

    [Fact]
    public void S01_ClosedWithTheBoltUnknown_NamesBothApart()
    {
        Access.Points.Add(_car with { State = Sample.State("Volvo V60", LockState.Unknown, DoorState.Closed) });

        var page = Show<AccessPointPage>(("Id", _car.Id.Value));

        Assert.NotEqual("Secured", Heading(page));
        Assert.Equal(["Closed", "Unknown"], page.FindAll(".two dd .told").Select(Text));
    }

    [Fact]
    public void S21_DeviceShutOut_LeadsToItInsteadOfToPairing()
    {
        Access.Points.Add(_car with { Device = null, HasShutOutDevice = true, State = Sample.Unheard(_car.Name) });

        var page = Show<AccessPointPage>(("Id", _car.Id.Value));

        Assert.Equal($"/access-points/{_car.Id}/devices", Press(page, "Look at the device").GetAttribute("href"));
        Assert.DoesNotContain("Pair a device", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S02_Silent_IsUnknownWithWhatWasLastKnown()
    {
        Access.Points.Add(Sample.Silent(_car));

        var page = Show<AccessPointPage>(("Id", _car.Id.Value));

        Assert.Equal("Unknown", Heading(page));
        Assert.Contains("Last seen closed and locked", Text(page), StringComparison.Ordinal);
        Assert.True(page.Find("[data-hold]").HasAttribute("disabled"));
    }

    [Fact]
    public async Task S05_UnlockWithoutAnAnswer_SaysThatItMayHaveOpened()
    {
        var page = Open();

        var asked = page.Find("[data-hold]").TriggerEventAsync("onheld", EventArgs.Empty);
        Assert.Contains("Asking…", Text(page.Find(".state-acts")), StringComparison.Ordinal);
        Assert.Equal("Secured", Heading(page));
        await page.InvokeAsync(() => Time.Advance(CommandWatch.Patience));
        await asked;

        Assert.Equal([(_car.Id, "unlock")], Access.Commands);
        Assert.Contains("No answer. It may have opened. Look, or lock again.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unlock_DeviceSaysUnlocked_ShowsWhatItSays()
    {
        var page = Open();

        var asked = page.Find("[data-hold]").TriggerEventAsync("onheld", EventArgs.Empty);
        Time.Advance(TimeSpan.FromSeconds(1));
        Access["Volvo V60"] = _car with { State = Sample.State("Volvo V60", LockState.Unlocked, DoorState.Closed) };
        Activity.Add("unlocked", _car);
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Equal("Unlocked", Heading(page)));
        Assert.DoesNotContain("Asking…", Text(page.Find(".state-acts")), StringComparison.Ordinal);
        await page.InvokeAsync(() => Time.Advance(CommandWatch.Patience));
        await asked;
        Assert.DoesNotContain("No answer", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unlock_DeviceSaysItCouldNot_SaysSo()
    {
        var page = Open();

        var asked = page.Find("[data-hold]").TriggerEventAsync("onheld", EventArgs.Empty);
        Activity.Add(EntryKinds.CommandAnswered, _car, """{"status":"failed"}""");
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Contains("The device says that it could not.", Text(page), StringComparison.Ordinal));
        await page.InvokeAsync(() => Time.Advance(CommandWatch.Patience));
        await asked;
    }

    [Fact]
    public async Task S07_UnlockOfASilentDevice_SaysThatNothingIsSentLater()
    {
        var page = Open();
        Access.CommandOutcome = CommandOutcome.DeviceOffline;

        await page.Find("[data-hold]").TriggerEventAsync("onheld", EventArgs.Empty);

        Assert.Contains("Nothing was sent, and nothing is sent later without you.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S25_UnlockWithoutARecentSignIn_LeadsToConfirmAndBack()
    {
        var page = Open();
        Access.CommandOutcome = CommandOutcome.SignInAgain;

        await page.Find("[data-hold]").TriggerEventAsync("onheld", EventArgs.Empty);

        Assert.EndsWith($"/confirm?returnUrl=%2Faccess-points%2F{_car.Id}", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void Unlock_AsDialog_ShowsTheStateFirst()
    {
        var page = Open();

        Assert.Contains("Now: trunk closed, lock locked.", Text(page.Find("dialog#unlock")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S05_LockWithoutAnAnswer_IsAskedThenNotKnown()
    {
        var page = OpenUnlocked();

        var asked = Press(page, "lock Lock").ClickAsync(new MouseEventArgs());

        Assert.Equal([(_car.Id, "lock")], Access.Commands);
        Assert.Equal("Unlocked", Heading(page));
        Assert.Contains("Asking…", Text(page.Find(".state-acts")), StringComparison.Ordinal);
        await page.InvokeAsync(() => Time.Advance(CommandWatch.Patience));
        await asked;
        Assert.Contains("No answer. It may not be locked. Look, or lock again.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lock_DeviceSaysLocked_SaysNothingMore()
    {
        var page = OpenUnlocked();

        var asked = Press(page, "lock Lock").ClickAsync(new MouseEventArgs());
        Access["Volvo V60"] = _car;
        Activity.Add("locked", _car);
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Equal("Secured", Heading(page)));
        Assert.DoesNotContain("Asking…", Text(page), StringComparison.Ordinal);
        await page.InvokeAsync(() => Time.Advance(CommandWatch.Patience));
        await asked;
        Assert.DoesNotContain("No answer", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S20_Unlock_DeviceWhoseClockIsBehind_IsHeardAllTheSame()
    {
        var page = Open();

        var asked = page.Find("[data-hold]").TriggerEventAsync("onheld", EventArgs.Empty);
        Activity.Add("unlocked", _car, at: Time.GetUtcNow().AddMinutes(-2));
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.DoesNotContain("Asking…", Text(page), StringComparison.Ordinal));
        await page.InvokeAsync(() => Time.Advance(CommandWatch.Patience));
        await asked;
        Assert.DoesNotContain("No answer", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unlock_AnswerOfBefore_IsNotTakenForTheAnswer()
    {
        Activity.Add("unlocked", _car);
        var page = Open();

        var asked = page.Find("[data-hold]").TriggerEventAsync("onheld", EventArgs.Empty);

        Assert.Contains("Asking…", Text(page.Find(".state-acts")), StringComparison.Ordinal);
        await page.InvokeAsync(() => Time.Advance(CommandWatch.Patience));
        await asked;
    }

    [Fact]
    public void HouseholdPaused_SaysSoBesideTheState()
    {
        Access.Pause = new PauseView("Jonas", Sample.Now);

        var page = Open();

        Assert.Contains("Everything is paused by Jonas.", Text(page), StringComparison.Ordinal);
        Assert.Equal("/", Press(page, "Lift it").GetAttribute("href"));
    }

    [Fact]
    public void Command_ThatBreaksOff_SaysThatItIsNotKnownAndKeepsThePage()
    {
        var page = OpenUnlocked();
        Access.CommandFault = new InvalidOperationException("disk full");

        Press(page, "lock Lock").Click();

        Assert.Contains("It is not known whether that happened.", Text(page), StringComparison.Ordinal);
        Assert.Contains("Reference:", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain("disk full", Text(page), StringComparison.Ordinal);
        Assert.Equal("Unlocked", Heading(page));
    }

    [Fact]
    public void Pause_OneTap_ShowsWhoPausedAndKeepsTheState()
    {
        var page = Open();

        Press(page, "Pause").Click();

        Assert.Equal("Secured", Heading(page));
        Assert.Contains("Paused by Jonas at 15:00", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S08_GarageWithoutAWarning_CannotBeClosedFromHere()
    {
        var garage = Sample.Point("Garage", AccessPointKind.Garage) with
        {
            State = Sample.State("Garage", LockState.Unknown, DoorState.Open),
            Device = Sample.Device() with { Capabilities = ["door_drive"] },
        };
        Access.Points.Add(garage);

        var page = Show<AccessPointPage>(("Id", garage.Id.Value));

        Assert.DoesNotContain(page.FindAll("button"), button => Text(button).EndsWith("Close", StringComparison.Ordinal));
        Assert.Contains("Held by the drive", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_AStandingRuleThatIsOn_StandsAmongThoseWhoCanOpen()
    {
        Rules.View = Rules.View with { AccessPointId = _car.Id, Rules = [Sample.Rule(), Sample.Rule() with { CarrierName = "Kurier Blau", OffSince = Sample.Now }] };

        var page = Open();

        Assert.Contains("Nordpost, by your rule", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain("Kurier Blau", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Car_InsideAWindow_IsOnTheMapAndInWords()
    {
        Places.Where = Where(isOfWindow: true);

        var page = Open();

        Assert.Equal("Map: Volvo V60", page.Find(".map-canvas").GetAttribute("aria-label"));
        Assert.Contains("Outside its zone, 640 m north-east of its middle", Text(page), StringComparison.Ordinal);
        Assert.Contains("52.52000, 13.40000", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Car_OutsideOfWindows_SaysWhyItIsNotShownAndHowToKeepIt()
    {
        Places.Where = Where(isOfWindow: false) with { At = null, FromZone = null };

        var page = Open();

        Assert.Empty(page.FindAll(".map-canvas"));
        Assert.Equal($"/access-points/{_car.Id}/settings", Press(page, "Keep the last one").GetAttribute("href"));
    }

    [Fact]
    public void Sensor_NotProven_LeadsToItsProof()
    {
        Devices.Contact = new ContactView { IsProven = false, Words = [] };

        Assert.Equal($"/access-points/new?pair={_car.Id}", Press(Open(), "prove it").GetAttribute("href"));
    }

    private static WhereView Where(bool isOfWindow) => new()
    {
        Kind = AccessPointKind.Trunk,
        At = new GeoPosition(52.52, 13.4, 8, Sample.Now),
        IsOfWindow = isOfWindow,
        Zone = new GeoZone(52.516, 13.393, 300),
        FromZone = new GeoLeg(640, 45),
        ReachMetres = 150,
        KeepsPosition = false,
        IsOwner = true,
    };

    [Theory]
    [InlineData("acp_00000000000000000000000000")]
    [InlineData("nonsense")]
    public void S28_SomebodyElsesId_IsNotFound(string id)
    {
        Access.Points.Add(_car);

        var page = Show<AccessPointPage>(("Id", id));

        Assert.DoesNotContain("Volvo", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("h1"));
    }

    private IRenderedComponent<IComponent> OpenUnlocked()
    {
        Access.Points.Add(_car with { State = Sample.State("Volvo V60", LockState.Unlocked, DoorState.Closed) });
        return Show<AccessPointPage>(("Id", _car.Id.Value));
    }

    private IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Open()
    {
        Access.Points.Add(_car);
        return Show<AccessPointPage>(("Id", _car.Id.Value));
    }
}
