using Bunit;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Home;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Home;

public sealed class HomePageTests : Screen
{
    private readonly AccessPointView _car = Sample.Point();
    private readonly AccessPointView _door = Sample.Point("Front door", AccessPointKind.Door);

    [Fact]
    public void Home_NothingYet_SaysWhatToDoFirst()
    {
        var page = Show<HomePage>();

        Assert.Equal("What may receive parcels?", Heading(page));
        Assert.Equal("/access-points/new?kind=garage", Press(page, "Garage").GetAttribute("href"));
    }

    [Fact]
    public void Home_AllSecured_SaysSo()
    {
        Access.Points.AddRange([_car, _door]);

        var page = Show<HomePage>();

        Assert.Equal("All closed and locked", Heading(page));
        Assert.Contains("All 2 heard", Text(page), StringComparison.Ordinal);
        // It ages in the browser: a number that stood still would soon be wrong.
        Assert.Equal("5 s ago", page.Find(".hero time[data-age]").TextContent);
        Assert.Empty(page.FindAll(".btn-main"));
    }

    [Fact]
    public void Home_AWindowThatIsNotReady_SaysWhatToDoUntilSomebodyGoesAhead()
    {
        Access.Points.Add(_car);
        Access.Unready.Add(new ReadinessView
        {
            DeliveryId = Sample.Id<DeliveryId>("parcel"),
            AccessPointId = _car.Id,
            AccessPointName = _car.Name,
            TimeZone = Sample.Zone,
            Role = _car.Role,
            WindowStart = Sample.Now.AddMinutes(15),
            Faults = [ReadinessFault.BatteryLow, ReadinessFault.Checklist],
            Checklist = ["Alarm off", "Dog upstairs"],
        });
        var page = Show<HomePage>();

        Assert.Contains("Volvo V60 is not ready for a delivery", Text(page), StringComparison.Ordinal);
        Assert.Contains("Change or charge it.", Text(page), StringComparison.Ordinal);
        Assert.Contains("Dog upstairs", Text(page), StringComparison.Ordinal);

        Press(page, "Go ahead").Click();
        Assert.DoesNotContain("is not ready", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S02_HomeWithASilentCar_DoesNotSayAllClosedAndLocked()
    {
        Access.Points.AddRange([Sample.Silent(_car), _door]);

        var page = Show<HomePage>();

        Assert.Equal("Volvo V60 is silent", Heading(page));
        Assert.DoesNotContain("All closed and locked", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Approve_OneTap_ApprovesTheProposedWindow()
    {
        Access.Points.Add(_car);
        Deliveries.Deliveries.Add(Sample.Delivery(_car));
        var page = Show<HomePage>();

        Press(page, "Approve 16:00–17:00").Click();

        Assert.Equal(DeliveryState.Approved, Deliveries.Only.State);
        Assert.Equal(Sample.Window(1, 2), Deliveries.Only.Window);
        Assert.Contains("Nordpost, Volvo V60", Text(page.Find("section[aria-labelledby=next]")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Move to 18:00–19:00", 3)]
    [InlineData("Keep 16:00–17:00", 1)]
    public void S18_ZoneRulesHaveChanged_AsksWhichTimeIsMeantAndTakesTheAnswer(string button, int startsInHours)
    {
        Access.Points.Add(_car);
        Deliveries.Deliveries.Add(
            Sample.Delivery(_car) with { State = DeliveryState.Approved, Window = Sample.Window(1, 2), Written = Sample.Window(3, 4) });
        var page = Show<HomePage>();
        Assert.Contains("which time is meant?", Text(page), StringComparison.Ordinal);

        Press(page, button).Click();

        Assert.Equal(Sample.Window(startsInHours, startsInHours + 1), Deliveries.Only.Window);
        Assert.DoesNotContain("which time is meant?", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S17_SomebodyElseAnsweredFirst_SaysWhoAndHowItStands()
    {
        Access.Points.Add(_car);
        Deliveries.Deliveries.Add(Sample.Delivery(_car));
        var page = Show<HomePage>();

        Deliveries.Outcome = DeliveryOutcome.NoLongerPossible;
        Deliveries.Deliveries[0] = Deliveries.Only with { State = DeliveryState.Declined, AnsweredBy = "Jonas", AnsweredAt = Sample.Now };
        Press(page, "Approve 16:00–17:00").Click();

        Assert.Contains("Not saved: Jonas answered first, at 15:00. Nordpost, Volvo V60: declined", Text(page.Find("[role=alert]")), StringComparison.Ordinal);
        Press(page, "OK").Click();
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public void Approve_WindowTaken_SaysWhyOnItsCard()
    {
        Access.Points.Add(_car);
        Deliveries.Deliveries.Add(Sample.Delivery(_car));
        Deliveries.Outcome = DeliveryOutcome.Overlaps;
        var page = Show<HomePage>();

        Press(page, "Approve 16:00–17:00").Click();

        Assert.Contains("another delivery has this access point approved then", Text(page.Find(".ask [role=alert]")), StringComparison.Ordinal);
    }

    [Fact]
    public void OtherTime_NarrowedWindow_ApprovesThatPart()
    {
        Access.Points.Add(_car);
        Deliveries.Deliveries.Add(Sample.Delivery(_car) with { ProposedWindows = [Sample.Window(1, 2), Sample.Window(3, 5)] });
        var page = Show<HomePage>();

        Press(page, "Other time").Click();
        page.FindAll("input[type=radio]")[1].Change(true);
        page.FindAll("select")[0].Change(Rfc3339.Format(Sample.Now.AddHours(4)));
        Press(page, "Approve 19:00–20:00").Click();

        Assert.Equal(Sample.Window(4, 5), Deliveries.Only.Window);
    }

    [Fact]
    public async Task Decline_AfterSixSeconds_IsSent()
    {
        Access.Points.Add(_car);
        Deliveries.Deliveries.Add(Sample.Delivery(_car));
        var page = Show<HomePage>();

        var declined = Press(page, "Decline").ClickAsync(new());
        Assert.Equal(DeliveryState.Requested, Deliveries.Only.State);
        await page.InvokeAsync(() => Time.Advance(Declines.Grace));
        await declined;

        Assert.Equal((DeliveryState.Declined, "Not at this time."), (Deliveries.Only.State, Deliveries.Only.Reason));
    }

    [Fact]
    public async Task Decline_WithAReasonThatIsReady_SendsItInEnglishAndSaysItInTheMembersLanguage()
    {
        using var spoken = Languages.Speak("de");
        Access.Points.Add(_car);
        Deliveries.Deliveries.Add(Sample.Delivery(_car));
        var page = Show<HomePage>();

        var declined = Press(page, "Bitte für einen anderen Tag anfragen.").ClickAsync(new());
        await page.InvokeAsync(() => Time.Advance(Declines.Grace));
        await declined;

        Assert.Equal((DeliveryState.Declined, "Please ask for another day."), (Deliveries.Only.State, Deliveries.Only.Reason));
    }

    [Fact]
    public async Task Decline_InOwnWords_NeedsSomeAndSendsThem()
    {
        Access.Points.Add(_car);
        Deliveries.Deliveries.Add(Sample.Delivery(_car));
        var page = Show<HomePage>();

        await page.Find("form:has(#why-" + Deliveries.Only.Id + ")").SubmitAsync();
        Assert.Contains("Write a reason", Text(page), StringComparison.Ordinal);
        await page.Find("#why-" + Deliveries.Only.Id).ChangeAsync(new() { Value = "We have moved." });
        var declined = page.Find("form:has(#why-" + Deliveries.Only.Id + ")").SubmitAsync();
        await page.InvokeAsync(() => Time.Advance(Declines.Grace));
        await declined;

        Assert.Equal((DeliveryState.Declined, "We have moved."), (Deliveries.Only.State, Deliveries.Only.Reason));
    }

    [Fact]
    public async Task Decline_Undone_SendsNothing()
    {
        Access.Points.Add(_car);
        Deliveries.Deliveries.Add(Sample.Delivery(_car));
        var page = Show<HomePage>();

        var declined = Press(page, "Decline").ClickAsync(new());
        await Press(page, "Undo").ClickAsync(new());
        await declined;

        Assert.Equal(DeliveryState.Requested, Deliveries.Only.State);
        Assert.NotNull(Press(page, "Approve 16:00–17:00"));
    }

    [Fact]
    public async Task Decline_PageLeftWithinSixSeconds_IsSent()
    {
        Access.Points.Add(_car);
        Deliveries.Deliveries.Add(Sample.Delivery(_car));
        var page = Show<HomePage>();

        var declined = Press(page, "Decline").ClickAsync(new());
        await DisposeComponentsAsync();
        await declined;

        Assert.Equal(DeliveryState.Declined, Deliveries.Only.State);
    }

    [Fact]
    public void UrgentAlert_Open_IsTheHeadingAndAnAlert()
    {
        Access.Points.AddRange([Sample.InUse(_car), _door]);
        Access.Alerts.Add(Sample.Alert(_car, AlertKind.LeftOpen, urgent: true));

        var page = Show<HomePage>();

        var panel = page.Find(".panel-urgent");
        Assert.Contains("Trunk open for", Text(panel), StringComparison.Ordinal);
        Assert.Contains("A trunk lid cannot be closed from here", Text(panel), StringComparison.Ordinal);
        Assert.Single(page.FindAll("h1"));
        Assert.Single(page.FindAll(".btn-main"));
    }

    [Fact]
    public void UrgentAlert_Taken_NamesWhoIsOnIt()
    {
        Access.Points.Add(Sample.InUse(_car));
        Access.Alerts.Add(Sample.Alert(_car, AlertKind.LeftOpen, urgent: true));
        var page = Show<HomePage>();

        Press(page, "I’m taking care of it").Click();

        Assert.Contains("Mara is on it", Text(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public void Opening_InProgress_ShowsItsFourSlots()
    {
        var delivery = Sample.Delivery(_car) with { State = DeliveryState.InProgress, Window = Sample.Window(-1, 1) };
        Deliveries.Deliveries.Add(delivery);
        Access.Points.Add(Sample.InUse(_car, delivery.Id));

        var page = Show<HomePage>();

        Assert.Equal("Trunk open", Heading(page));
        Assert.Equal(
            ["Unlocked14:59:10", "Opened14:59:18", "Closedwaiting", "Lockedwaiting"],
            page.FindAll(".slots li").Select(Text));
    }

    [Fact]
    public async Task Ring_StateChanged_ShowsTheNewState()
    {
        Access.Points.AddRange([_car, _door]);
        var page = Show<HomePage>();

        Access["Front door"] = Sample.Silent(_door);
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Equal("Front door is silent", Heading(page)));
    }

    [Fact]
    public void PauseAll_OneTap_PausesAtOnce()
    {
        Access.Points.Add(_car);
        Deliveries.Deliveries.Add(Sample.Delivery(_car) with { State = DeliveryState.Approved, Window = Sample.Window(1, 2) });
        var page = Show<HomePage>();

        Press(page, "Pause all").Click();

        Assert.NotNull(Access.Pause);
        Assert.Equal("Everything is paused", Heading(page));
        Assert.Contains("1 window becomes valid again.", Text(page.Find("dialog")), StringComparison.Ordinal);
    }

    [Fact]
    public void LiftThePause_Confirmed_LiftsIt()
    {
        Access.Points.Add(_car);
        Access.Pause = new PauseView("Jonas", Sample.Now);
        var page = Show<HomePage>();

        page.Find("dialog .btn-main").Click();

        Assert.Null(Access.Pause);
        Assert.Equal("Closed and locked", Heading(page));
    }

    [Fact]
    public void Home_CannotBeRead_OffersToTryAgainWithAReference()
    {
        Access.Points.Add(_car);
        Access.Fault = new InvalidOperationException("The disk is full.");
        var page = Show<HomePage>();
        Assert.Contains("Home could not be read.", Text(page), StringComparison.Ordinal);
        Assert.Contains("Reference:", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain("disk", Text(page), StringComparison.Ordinal);

        Access.Fault = null;
        Press(page, "Try again").Click();

        Assert.Equal("Closed and locked", Heading(page));
    }

    [Fact]
    public async Task Home_CannotBeReadAgain_KeepsWhatItHasAndSaysThatItMayBeOld()
    {
        Access.Points.Add(_car);
        var page = Show<HomePage>();

        Access.Fault = new InvalidOperationException("Gone.");
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Contains("What you see may be old.", Text(page), StringComparison.Ordinal));
        Assert.Equal("Closed and locked", Heading(page));
    }

    [Fact]
    public async Task Home_Left_HearsTheBellNoMore()
    {
        Access.Points.Add(_car);
        Show<HomePage>();
        Assert.Equal(1, Feed.Listeners);

        await DisposeComponentsAsync();

        Assert.Equal(0, Feed.Listeners);
    }

    [Fact]
    public void PairingWaits_Claimed_AsksToCompareTheNumbers()
    {
        Access.Points.Add(_car with { Device = null, PairingWaits = true, State = Sample.Unheard("Volvo V60") });

        var page = Show<HomePage>();

        Assert.Equal($"/access-points/new?pair={_car.Id}", Press(page, "Compare the numbers").GetAttribute("href"));
    }

    [Fact]
    public void Notice_NotUrgent_IsACardAndNoRedPanel()
    {
        Access.Points.Add(_car);
        Access.Alerts.Add(Sample.Alert(_car, AlertKind.LowBattery, urgent: false));

        var page = Show<HomePage>();

        Assert.Contains("Battery of Volvo V60 is low", Text(page.Find(".ask")), StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".panel-urgent"));
    }
}
