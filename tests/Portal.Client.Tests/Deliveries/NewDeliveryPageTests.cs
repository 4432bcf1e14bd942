using Bunit;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Deliveries;

public sealed class NewDeliveryPageTests : Screen
{
    [Fact]
    public void New_NothingToOpen_OffersToAddSomething() =>
        Assert.Equal("/access-points/new", Press(Show<NewDeliveryPage>(), "Add one").GetAttribute("href"));

    [Fact]
    public void New_Opened_StartsWithTheNextHourAtThePlace()
    {
        var page = Open();

        Assert.Equal("2026-11-21", page.Find("#day").GetAttribute("value"));
        Assert.Equal(["16:00", "17:00"], page.FindAll("#from option[selected], #to option[selected]").Select(Text));
    }

    [Fact]
    public void New_InOrder_IsMadeInTheTimeOfThePlace()
    {
        var page = Open();

        page.Find("#description").Change("The florist");
        page.Find("#from").Change("18:00");
        page.Find("#to").Change("19:30");
        page.Find("form").Submit();

        Assert.Equal(Sample.Now.AddHours(3), Deliveries.Made?.Start);
        Assert.Equal(Sample.Now.AddHours(4.5), Deliveries.Made?.End);
        Assert.EndsWith($"/deliveries/{Sample.Id<DeliveryId>("made")}", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void New_WrongField_SaysItThereAndKeepsWhatWasTyped()
    {
        Deliveries.DraftFaults["end"] = "A window lasts at most 12 h.";
        var page = Open();

        page.Find("#description").Change("The florist");
        page.Find("form").Submit();

        Assert.Equal("A window lasts at most 12 h.", Text(page.Find("#to-fault span:not(.i)")));
        Assert.Equal("The florist", page.Find("#description").GetAttribute("value"));
    }

    [Fact]
    public void S18_TimeThatDoesNotExist_IsRefusedWithAnExplanation()
    {
        var page = Open();

        page.Find("#day").Change("2027-03-28");
        page.Find("#from").Change("02:30");
        page.Find("#to").Change("04:00");
        page.Find("form").Submit();

        Assert.Null(Deliveries.Made);
        Assert.Contains("clocks go forward. Choose 03:00 or later.", Text(page.Find("#from-fault")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void S18_TimeThatExistsTwice_AsksWhichAndTakesNeitherByItself(int choice, int hour)
    {
        var page = Open();
        Assert.Empty(page.FindAll("input[type=radio]"));

        page.Find("#description").Change("The florist");
        page.Find("#day").Change("2027-10-31");
        page.Find("#from").Change("02:30");
        page.Find("#to").Change("04:00");
        page.Find("form").Submit();
        Assert.Null(Deliveries.Made);
        Assert.Contains("comes twice. Choose which.", Text(page.Find("#from-fault")), StringComparison.Ordinal);

        page.FindAll("input[type=radio]")[choice].Change(true);
        page.Find("form").Submit();

        Assert.Equal(new DateTimeOffset(2027, 10, 31, hour, 30, 0, TimeSpan.Zero), Deliveries.Made?.Start);
    }

    [Fact]
    public void S18_WindowOverMidnightThatEndsInTheHourThatComesTwice_AsksWhich()
    {
        var page = Open();

        page.Find("#description").Change("The florist");
        page.Find("#day").Change("2027-10-30");
        page.Find("#from").Change("23:00");
        page.Find("#to").Change("02:15");
        page.FindAll("input[type=radio]")[1].Change(true);
        page.Find("form").Submit();

        Assert.Equal(new DateTimeOffset(2027, 10, 31, 1, 15, 0, TimeSpan.Zero), Deliveries.Made?.End);
    }

    [Fact]
    public void New_EndBeforeStart_IsTheNextDay()
    {
        var page = Open();

        page.Find("#from").Change("23:00");
        page.Find("#to").Change("00:30");
        page.Find("form").Submit();

        Assert.Equal(TimeSpan.FromMinutes(90), Deliveries.Made?.End - Deliveries.Made?.Start);
    }

    [Fact]
    public void S06_New_MakersDevice_SaysBeforeItIsMadeHowSoonALossIsTold()
    {
        var page = Open(Sample.Point() with { Device = Sample.Device() with { Cloud = new CloudSource(CloudMaker.Seam, 60) } });

        Assert.Contains("If contact is lost then, you are told within 45 s, not 15 s.", Text(page.Find("form ul[aria-label='What Seam means for it']")), StringComparison.Ordinal);
        Assert.True(page.Markup.IndexOf("45 s", StringComparison.Ordinal) < page.Markup.IndexOf("Make link and code", StringComparison.Ordinal));
    }

    [Fact]
    public void New_CarWithoutATrunkCommand_SaysThatTheWholeCarWouldBeUnlocked()
    {
        var page = Open(Sample.Point() with { Device = Sample.Device() with { Cloud = new CloudSource(CloudMaker.Volvo, 120) } });

        Assert.Contains("the whole car would be unlocked", Text(page.Find("form ul[aria-label='What Volvo means for it']")), StringComparison.Ordinal);
    }

    [Fact]
    public void S06_New_AnotherPlaceChosen_SaysWhatHoldsThere()
    {
        Access.Points.Add(Sample.Point("Yard door", AccessPointKind.Door) with { Device = Sample.Device() with { Cloud = new CloudSource(CloudMaker.Seam, 60) } });
        var page = Open();
        Assert.DoesNotContain("45 s", Text(page), StringComparison.Ordinal);

        page.Find("#point").Change(Sample.Id<AccessPointId>("Yard door").Value);

        Assert.Contains("45 s", Text(page), StringComparison.Ordinal);
    }

    private IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Open(AccessPointView? point = null)
    {
        Access.Points.Insert(0, point ?? Sample.Point());
        return Show<NewDeliveryPage>();
    }
}
