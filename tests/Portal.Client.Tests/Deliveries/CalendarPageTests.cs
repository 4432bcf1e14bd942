using Bunit;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Deliveries;

/// <summary>The test's now is Saturday 21 November 2026, 15:00 in Berlin.</summary>
public sealed class CalendarPageTests : Screen
{
    private readonly AccessPointView _car = Sample.Point();

    [Fact]
    public void Calendar_NoWindows_SaysSoInASentence()
    {
        var page = Open("/calendar");

        Assert.Contains("No windows this week.", Text(page), StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".week"));
    }

    [Fact]
    public void Calendar_ThisWeek_ShowsEachWindowWithItsSign()
    {
        Deliveries.Deliveries.Add(Sample.Delivery(_car, "asked"));
        Deliveries.Deliveries.Add(Agreed("agreed", 3));
        Deliveries.Deliveries.Add(Agreed("by rule", 5) with { Rule = Sample.Rule() });
        Deliveries.Deliveries.Add(Agreed("open", -1) with { State = DeliveryState.InProgress });

        var page = Open("/calendar");

        Assert.Equal(["Open now", "Asked", "checkApproved", "event_repeatBy rule"], page.FindAll("#day-2026-11-21 .win-s").Select(Text));
        Assert.Equal(["win-open", "win-ask", "at-h18", "at-h20"], page.FindAll("#day-2026-11-21 .win").Select(block => block.ClassList[1]));
        Assert.Contains("at-h16 at-m0 for-h1 for-m0", page.FindAll("#day-2026-11-21 .win")[1].ClassName, StringComparison.Ordinal);
        Assert.Equal("Today", Text(page.Find("#day-2026-11-21 .today")));
        Assert.Contains("at-h15 at-m0", page.Find(".nowline").ClassName, StringComparison.Ordinal);
    }

    [Fact]
    public void Calendar_WeekInTheAddress_IsThatWeek()
    {
        Deliveries.Deliveries.Add(Agreed("next", 24 * 4));
        var page = Open("/calendar?week=2026-W48");

        Assert.Contains("23–29 Nov", Text(page.Find(".pager")), StringComparison.Ordinal);
        Assert.Equal("15:00–16:00", Text(page.Find("#day-2026-11-25 .win-t")));
        Assert.Empty(page.FindAll(".nowline, .today"));
        Assert.Equal("/calendar?week=2026-W47", page.Find("[aria-label='Previous week']").GetAttribute("href"));
        Assert.Equal("/calendar?week=2026-W49", page.Find("[aria-label='Next week']").GetAttribute("href"));
        Assert.Equal("/calendar", Press(page, "This week").GetAttribute("href"));
        Assert.Equal("/calendar?week=2026-W48#day-2026-11-25", page.FindAll(".strip a")[2].GetAttribute("href"));
        Assert.Equal("Wed25, 1 window", Text(page.FindAll(".strip a")[2]));
    }

    [Fact]
    public void Calendar_NoSuchWeek_IsThisWeek() =>
        Assert.Contains("16–22 Nov", Text(Open("/calendar?week=2026-W99").Find(".pager")), StringComparison.Ordinal);

    [Fact]
    public void Calendar_TwoAtOneTime_NamesBoth()
    {
        Deliveries.Deliveries.Add(Sample.Delivery(_car, "asked") with { ProposedWindows = [Sample.Window(3, 4)] });
        Deliveries.Deliveries.Add(Agreed("agreed", 3) with { CarrierName = "Kurier Blau" });

        var note = Text(Open("/calendar").Find(".banner-needs"));

        Assert.Contains("Nordpost and Kurier Blau at Volvo V60, Today 18:00–19:00", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Calendar_MinutesGoBy_MoveTheNowLine()
    {
        Deliveries.Deliveries.Add(Agreed("agreed", 3));
        var page = Open("/calendar");

        Time.Advance(TimeSpan.FromMinutes(7));

        page.WaitForAssertion(() => Assert.Contains("at-h15 at-m7", page.Find(".nowline").ClassName, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Calendar_Ring_ShowsWhatCame()
    {
        var page = Open("/calendar");

        Deliveries.Deliveries.Add(Agreed("agreed", 3));
        await page.InvokeAsync(Feed.Ring);

        page.WaitForAssertion(() => Assert.Single(page.FindAll(".win")));
    }

    [Fact]
    public void Rules_OfEachAccessPoint_SayWhereTheyHold()
    {
        Rules.View = Rules.View with { Rules = [Sample.Rule()] };
        var page = Open("/calendar");

        Assert.Equal("Nordpost, Volvo V60", Text(page.Find("section[aria-labelledby=rules] .t")));
        page.Find("section[aria-labelledby=rules] [role=switch]").Click();
        Assert.Equal((Sample.Rule().Id, false), Rules.Switched);
    }

    [Fact]
    public void AddARule_IsInTheAddressAndGoesWhenItIsMade()
    {
        var page = Open("/calendar?week=2026-W48");
        Assert.Equal("/calendar?week=2026-W48&add=rule", Press(page, "Add a rule").GetAttribute("href"));

        page = Open("/calendar?week=2026-W48&add=rule");
        page.FindAll(".days input")[1].Change(true);
        page.Find("form").Submit();

        Assert.Equal((Rules.View.AccessPointId, Weekdays.Tuesday), (Rules.Made?.AccessPoint, Rules.Made?.Days));
        Assert.EndsWith("/calendar?week=2026-W48", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void AddARule_NotAnOwner_IsNotOffered()
    {
        Rules.View = Rules.View with { IsOwner = false };

        Assert.DoesNotContain("Add a rule", Text(Open("/calendar?add=rule")), StringComparison.Ordinal);
    }

    private DeliveryView Agreed(string name, double fromNow) =>
        Sample.Delivery(_car, name) with { State = DeliveryState.Approved, Window = Sample.Window(fromNow, fromNow + 1) };

    private IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Open(string address)
    {
        GoTo(address);
        return Show<CalendarPage>();
    }
}
