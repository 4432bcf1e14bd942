using Bunit;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Deliveries;

public sealed class DeliveryPageTests : Screen
{
    private readonly AccessPointView _car = Sample.Point();

    [Fact]
    public void Page_Requested_AsksForTheAnswer()
    {
        var page = Open(Sample.Delivery(_car));

        Press(page, "Approve 16:00–17:00").Click();

        Assert.Equal("Approved", Heading(page));
    }

    [Fact]
    public void S06_Requested_MakersDevice_SaysBeforeApprovingHowSoonALossIsTold()
    {
        const string told = "If contact is lost then, you are told within 45 s, not 15 s.";
        var page = Open(Sample.Delivery(_car) with { Maker = CloudMaker.Seam });

        var note = page.Find("ul[aria-label='What Seam means for it']");
        Assert.Contains(told, Text(note), StringComparison.Ordinal);
        Assert.True(page.Markup.IndexOf(told, StringComparison.Ordinal) < page.Markup.IndexOf("Approve 16:00", StringComparison.Ordinal));
    }

    [Fact]
    public void Requested_CarWithoutATrunkCommand_SaysBeforeApprovingThatTheWholeCarWouldBeUnlocked()
    {
        const string told = "the whole car would be unlocked, and stay so until it is locked again";
        var page = Open(Sample.Delivery(_car) with { Maker = CloudMaker.Volvo });

        Assert.Contains(told, Text(page.Find("ul[aria-label='What Volvo means for it']")), StringComparison.Ordinal);
        Assert.True(page.Markup.IndexOf(told, StringComparison.Ordinal) < page.Markup.IndexOf("Approve 16:00", StringComparison.Ordinal));
    }

    [Fact]
    public void S06_Requested_DeviceThatSpeaksForItself_NothingIsSaidOfIt() =>
        Assert.DoesNotContain("45 s", Text(Open(Sample.Delivery(_car))), StringComparison.Ordinal);

    [Theory]
    [InlineData(true, "Blocked by your household")]
    [InlineData(false, "Not verified at present")]
    public void Requested_ByACarrierForWhichNothingOpens_SaysSoAndOffersNoApproval(bool isBlocked, string standing)
    {
        var page = Open(Sample.Delivery(_car) with { IsCarrierBlocked = isBlocked, IsCarrierVerified = isBlocked });

        Assert.Contains(standing, Text(page.Find("ul[aria-label='Who asks']")), StringComparison.Ordinal);
        Assert.DoesNotContain(page.FindAll("button"), button => Text(button).StartsWith("Approve", StringComparison.Ordinal));
        Assert.Contains(page.FindAll("button"), button => Text(button) == "Decline");
        Assert.DoesNotContain("Verified carrier", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Approved_WhilePaused_DoesNotSayThatItMayBeOpened()
    {
        var page = Open(Approved with { IsPaused = true });

        Assert.Contains("Approved, but paused: nothing opens for it until the pause is lifted.", Text(page), StringComparison.Ordinal);
        Assert.DoesNotContain("It may be opened once", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_StandsWhereItWasAskedAlone()
    {
        var page = Open(Approved);
        Deliveries.Outcome = DeliveryOutcome.NoLongerPossible;

        page.Find("dialog#revoke .btn-main").Click();

        Assert.Single(page.FindAll("[role=alert]"), alert => Text(alert).Contains("Not saved", StringComparison.Ordinal));
        Assert.Contains("Not saved", Text(page.Find("section[aria-labelledby=todo]")), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_PictureOfTheDoorbell_IsSeenInTheStory()
    {
        var snapshot = Sample.Id<SnapshotId>("bell");
        Deliveries.Story.Add(Sample.Entry(1, EntryKinds.SnapshotTaken, Sample.Now, _car, $$"""{"snapshot":"{{snapshot}}"}""", by: "Doorbell"));

        var picture = Open(Approved).Find($"a[href='/snapshots/{snapshot}'] img");

        Assert.Equal("What the camera saw at 15:00:00", picture.GetAttribute("alt"));
    }

    [Fact]
    public void Page_Approved_DrawsTheComingStepsAsSlots()
    {
        Deliveries.Story.Add(Sample.Entry(1, EntryKinds.DeliveryRequested, Sample.Now.AddHours(-1), by: "Nordpost"));

        var page = Open(Approved);

        Assert.Equal(
            ["Requested by Nordpost", "Unlocked (not yet)", "Trunk opened (not yet)", "Trunk closed (not yet)", "Locked, delivery completed (not yet)"],
            page.FindAll(".tl .t").Select(Text));
    }

    [Fact]
    public void Page_Opened_FillsTheSlotsThatHappened()
    {
        var delivery = Approved with { State = DeliveryState.InProgress, Opening = Sample.Opening() };
        Deliveries.Story.Add(Sample.Entry(1, "unlocked", Sample.Now.AddSeconds(-50), _car));
        Deliveries.Story.Add(Sample.Entry(2, "door_opened", Sample.Now.AddSeconds(-42), _car));

        var page = Open(delivery, Sample.InUse(_car, delivery.Id));

        Assert.Equal("Trunk open", Heading(page));
        Assert.Equal(
            ["Trunk unlocked", "Trunk opened", "Trunk closed (not yet)", "Locked, delivery completed (not yet)"],
            page.FindAll(".tl .t").Select(Text));
        Assert.Equal("Trunk opened", Text(page.Find(".tl .is-now .t")));
    }

    [Fact]
    public void S04_DriverSaysDone_IsNotDelivered()
    {
        var delivery = Approved with { State = DeliveryState.InProgress, Opening = Sample.Opening() };
        Deliveries.Story.Add(Sample.Entry(1, EntryKinds.DriverDone, Sample.Now, _car));

        var page = Open(delivery, Sample.InUse(_car, delivery.Id));

        Assert.DoesNotContain("Delivered", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void S05_HandMade_ShowingThatBreaksOff_SaysSoInItsCard()
    {
        Deliveries.ShowFault = new InvalidOperationException("disk full");
        var page = Open(Approved with { CarrierName = null });

        Press(page, "Show link and code").Click();

        Assert.Contains("It is not known whether that happened.", Text(page.Find("section[aria-labelledby=share] [role=alert]")), StringComparison.Ordinal);
    }

    [Fact]
    public void S12_HandMade_ShowsLinkAndCodeOnlyOnATap()
    {
        Deliveries.Access = new HandMadeAccess("https://portal.example/o/secret", "12345678", Sample.Now, Sample.Now.AddHours(1));
        var page = Open(Approved with { CarrierName = null, ParcelDescription = "The florist" });
        Assert.Equal(0, Deliveries.Disclosures);
        Assert.DoesNotContain("secret", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Not a verified carrier", Text(page), StringComparison.Ordinal);

        Press(page, "Show link and code").Click();

        Assert.Equal(1, Deliveries.Disclosures);
        Assert.Contains("https://portal.example/o/secret", Text(page), StringComparison.Ordinal);
        Assert.Contains("12345678", Text(page.Find(".code")).Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Press(page, "Hide them").Click();
        Assert.DoesNotContain("secret", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfACarrier_OffersNoLinkAndCode() =>
        Assert.DoesNotContain("Show link and code", Text(Open(Approved)), StringComparison.Ordinal);

    [Theory]
    [InlineData(10, true)]
    [InlineData(0, false)]
    public void S13_OldCode_WhileItMayStillWork_SaysUntilWhen(int minutesLeft, bool says)
    {
        var page = Open(Approved with { OldCodeUntil = Time.GetUtcNow().AddMinutes(minutesLeft) });

        Assert.Equal(says, Text(page).Contains("the old code may still open until", StringComparison.Ordinal));
    }

    [Fact]
    public void Revoke_Confirmed_Revokes()
    {
        var page = Open(Approved);

        page.Find("dialog#revoke .btn-main").Click();

        Assert.Equal(DeliveryState.Revoked, Deliveries.Only.State);
        Assert.Equal("Revoked", Heading(page));
    }

    [Fact]
    public void WaivePlace_Confirmed_SaysSoAndIsNotOfferedAgain()
    {
        var page = Open(Approved with { MayWaivePlace = true });

        page.Find("dialog#waive .btn-main").Click();

        Assert.True(Deliveries.Only.PlaceWaived);
        Assert.Contains("Waived: the driver’s position is not asked for", Text(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll("dialog#waive"));
    }

    [Fact]
    public void WaivePlace_ToWhomeverItIsNotAllowed_IsNotOffered() =>
        Assert.DoesNotContain("Waive place", Text(Open(Approved)), StringComparison.Ordinal);

    [Fact]
    public void Page_Requested_ProposesAnotherTimeInTheTimeOfThePlace()
    {
        var page = Open(Sample.Delivery(_car));
        Press(page, "Other time").Click();

        page.Find("form [id$=-from]").Change("18:00");
        page.Find("form [id$=-to]").Change("19:30");
        page.Find("form").Submit();

        Assert.Equal([new DeliveryWindow(Sample.Now.AddHours(3), Sample.Now.AddHours(4.5))], Deliveries.Only.ProposedWindows);
        Assert.Equal("Waits for the carrier", Heading(page));
        Assert.Contains("You proposed", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_NeverOpened_MayBeTriedAgainInsideItsWindow()
    {
        var page = Open(Approved with { State = DeliveryState.Missed, Reason = "never_opened" });

        Press(page, "Allow one more try").Click();

        Assert.Equal(DeliveryState.Approved, Deliveries.Only.State);
    }

    [Fact]
    public void Page_NeverOpenedAndItsWindowIsOver_OffersNothing() =>
        Assert.DoesNotContain(
            "Allow one more try",
            Text(Open(Approved with { State = DeliveryState.Missed, Reason = "never_opened", Window = Sample.Window(-2, 0) })),
            StringComparison.Ordinal);

    [Fact]
    public void Page_Incident_IsResolvedInOwnWords()
    {
        var page = Open(Approved with { State = DeliveryState.Incident, Reason = "left_open" });

        page.Find("#found").Change("The lid was shut");
        page.Find("form").Submit();

        Assert.Equal((DeliveryState.Resolved, "The lid was shut"), (Deliveries.Only.State, Deliveries.Only.Reason));
        Assert.Contains("‘The lid was shut’", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrong_InProgress_CallsPausesAndReports()
    {
        var page = Open(Approved with { State = DeliveryState.InProgress, CarrierPhone = "+49 30 23125 014" });
        Assert.Equal("tel:+493023125014", Press(page, "+49 30 23125 014").GetAttribute("href"));

        page.FindAll(".wrong button").First(button => Text(button).EndsWith("Pause", StringComparison.Ordinal)).Click();
        Assert.Contains("Paused by Jonas.", Text(page.Find(".wrong")), StringComparison.Ordinal);
        page.Find("#seen").Change("Somebody else is at the car");
        page.Find(".wrong form").Submit();

        Assert.Equal((DeliveryState.Incident, "Somebody else is at the car"), (Deliveries.Only.State, Deliveries.Only.Reason));
        Assert.NotNull(page.Find("#found"));
        Assert.Empty(page.FindAll(".wrong form"));
    }

    [Fact]
    public void Wrong_ReportWithoutAWord_SaysSo()
    {
        Deliveries.Outcome = DeliveryOutcome.ReasonNeeded;
        var page = Open(Approved with { State = DeliveryState.InProgress });

        page.Find(".wrong form").Submit();

        Assert.Contains("write what you found", Text(page.Find("#seen-fault")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DeliveryState.Requested, false)]
    [InlineData(DeliveryState.Approved, true)]
    [InlineData(DeliveryState.Completed, true)]
    [InlineData(DeliveryState.Declined, false)]
    public void Wrong_OnlyWhereSomethingWasAgreed(DeliveryState state, bool isOffered) =>
        Assert.Equal(isOffered, Open(Approved with { State = state }).FindAll(".wrong").Count == 1);

    [Fact]
    public void Wrong_CarrierWithoutANumber_SaysWhatItKnowsTheDeliveryBy()
    {
        var page = Open(Approved);

        Assert.Contains("no telephone number of it", Text(page.Find(".wrong")), StringComparison.Ordinal);
        Assert.Contains(Deliveries.Only.TrackingNumber, Text(page.Find(".wrong")), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_IncidentNotResolved_SaysWhyAndKeepsWhatWasTyped()
    {
        Deliveries.Outcome = DeliveryOutcome.ReasonNeeded;
        var page = Open(Approved with { State = DeliveryState.Incident, Reason = "left_open" });

        page.Find("form").Submit();

        Assert.Contains("write what you found", Text(page.Find("#found-fault")), StringComparison.Ordinal);
    }

    [Fact]
    public void Page_ApprovedByARule_SaysSoAndSwitchesItOffWithOneTap()
    {
        var page = Open(Approved with { Rule = Sample.Rule() });
        Assert.Contains("Nordpost, Tue 18:00–19:00, no end date", Text(page), StringComparison.Ordinal);

        Press(page, "Switch the rule off").Click();

        Assert.Equal((Sample.Rule().Id, false), Rules.Switched);
    }

    [Fact]
    public void Page_ApprovedByAMember_SaysNothingOfARule() =>
        Assert.DoesNotContain("your rule", Text(Open(Approved)), StringComparison.Ordinal);

    [Fact]
    public void Page_UrgentAlertOfItsOpening_IsTheRedPanel()
    {
        var delivery = Approved with { State = DeliveryState.InProgress, Opening = Sample.Opening() };
        Access.Alerts.Add(Sample.Alert(_car, AlertKind.LeftOpen, urgent: true, delivery.Id));

        var page = Open(delivery, Sample.InUse(_car, delivery.Id));

        Assert.Contains("Trunk open for", Text(page.Find(".panel-urgent")), StringComparison.Ordinal);
    }

    [Fact]
    public void LateCompletion_IsMarked() =>
        Assert.Contains("Some of it came late.", Text(Open(Approved with { State = DeliveryState.Completed, Late = true })), StringComparison.Ordinal);

    [Fact]
    public void S28_SomebodyElsesId_IsNotFound()
    {
        Deliveries.Deliveries.Add(Approved);

        var page = Show<DeliveryPage>(("Id", "dlv_00000000000000000000000000"));

        Assert.DoesNotContain("Nordpost", page.Markup, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("h1"));
    }

    [Fact]
    public void S33_NameWithMarkup_IsText()
    {
        var page = Open(Approved with { CarrierName = "<script>alert(1)</script>" });

        Assert.Empty(page.FindAll("script"));
        Assert.Contains("<script>alert(1)</script>", Text(page), StringComparison.Ordinal);
    }

    private DeliveryView Approved => Sample.Delivery(_car) with { State = DeliveryState.Approved, Window = Sample.Window(1, 2) };

    private IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Open(DeliveryView delivery, AccessPointView? point = null)
    {
        Access.Points.Add(point ?? _car);
        Deliveries.Deliveries.Add(delivery);
        return Show<DeliveryPage>(("Id", delivery.Id.Value));
    }
}
