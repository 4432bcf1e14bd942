using Bunit;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Tests.Fakes;

namespace Portal.Client.Tests.Deliveries;

public sealed class DeliveriesPageTests : Screen
{
    private readonly AccessPointView _car = Sample.Point();

    [Fact]
    public void List_Empty_SaysHowToBegin()
    {
        var page = Show<DeliveriesPage>();

        Assert.Contains("Give your handle to a shop, or make one by hand.", Text(page), StringComparison.Ordinal);
    }

    [Fact]
    public void List_Deliveries_AreInTheirGroups()
    {
        Add("open", DeliveryState.InProgress);
        Add("asked", DeliveryState.Requested);
        Add("coming", DeliveryState.Approved);
        Add("done", DeliveryState.Completed);

        var page = Show<DeliveriesPage>();

        Assert.Equal(["Now", "Asked", "Coming", "Today"], page.FindAll("h2").Select(Text));
        Assert.Equal(["In progress", "Needs you", "Approved", "Delivered"], page.FindAll(".line .d").Select(Text));
    }

    [Fact]
    public void List_MadeByHand_SaysNotAVerifiedCarrier()
    {
        Deliveries.Deliveries.Add(Sample.Delivery(_car) with { CarrierName = null, ParcelDescription = "The florist", State = DeliveryState.Approved });

        Assert.Contains("Not a verified carrier", Text(Show<DeliveriesPage>().Find(".line")), StringComparison.Ordinal);
    }

    [Fact]
    public void List_ManyPast_LeadsToOlderOnesAndBack()
    {
        for (var i = 0; i < 40; i++)
            Add($"past{i:00}x", DeliveryState.Completed);
        Add("coming", DeliveryState.Approved);
        var page = Show<DeliveriesPage>();
        Assert.Equal(31, page.FindAll(".line").Count);
        Assert.DoesNotContain("Newest", Text(page), StringComparison.Ordinal);

        var older = Press(page, "Older").GetAttribute("href");

        Assert.Equal($"/deliveries?before={Sample.Id<DeliveryId>("past10x")}", older);
        page = Open(older);
        Assert.Equal(10, page.FindAll(".line").Count);
        Assert.DoesNotContain("Coming", page.FindAll("h2").Select(Text));
        Assert.Equal("/deliveries", Press(page, "Newest").GetAttribute("href"));
        Assert.DoesNotContain("Older", page.FindAll("a").Select(Text));
    }

    [Fact]
    public void List_FilterInTheAddress_IsWhatIsAskedAndShown()
    {
        Access.Points.AddRange([_car, Sample.Point("Front door", AccessPointKind.Door)]);
        Add("done", DeliveryState.Completed);
        Add("missed", DeliveryState.Missed);

        var page = Open($"/deliveries?q=%20nord&state=missed&accessPoint={_car.Id}");

        Assert.Equal(
            ("nord", _car.Id, DeliveryState.Missed), (Deliveries.Asked?.Text, Deliveries.Asked?.AccessPoint, Deliveries.Asked?.States?.Single()));
        Assert.Equal("nord", page.Find("#search").GetAttribute("value")?.Trim());
        Assert.Equal("Missed", Text(page.Find(".filters [aria-current]")));
        Assert.Equal("Volvo V60", Text(page.Find("#at option[selected]")));
        Assert.True(page.Find("details").HasAttribute("open"));
    }

    [Fact]
    public void List_OneStage_ShowsOnlyIt()
    {
        Add("asked", DeliveryState.Requested);
        Add("done", DeliveryState.Completed);

        var page = Open("/deliveries?state=asked");

        Assert.Equal(["Asked"], page.FindAll("h2").Select(Text));
        Assert.Single(page.FindAll(".line"));
    }

    [Fact]
    public void List_AccessPointChosen_StandsInTheAddressWithTheRest()
    {
        var door = Sample.Point("Front door", AccessPointKind.Door);
        Access.Points.AddRange([_car, door]);
        Add("done", DeliveryState.Completed);

        Open("/deliveries?state=delivered").Find("#at").Change(door.Id.Value);

        Assert.Contains($"accessPoint={door.Id}", Address, StringComparison.Ordinal);
        Assert.Contains("state=delivered", Address, StringComparison.Ordinal);
    }

    [Fact]
    public void List_NothingMatches_OffersAll()
    {
        var page = Open("/deliveries?state=missed");

        Assert.Contains("Nothing matches.", Text(page), StringComparison.Ordinal);
        Assert.Equal("/deliveries", Press(page, "See all deliveries").GetAttribute("href"));
    }

    [Theory]
    [InlineData("/deliveries?state=nonsense&before=dlv_no&accessPoint=1&q=%20")]
    [InlineData("/deliveries?state=Missed")]
    public void List_WhatIsNotUnderstood_DoesNotNarrow(string address)
    {
        Add("asked", DeliveryState.Requested);

        Assert.Equal(["Asked", "Coming"], Open(address).FindAll("h2").Select(Text));
    }

    private IRenderedComponent<Microsoft.AspNetCore.Components.IComponent> Open(string? address)
    {
        GoTo(address ?? "/deliveries");
        return Show<DeliveriesPage>();
    }

    private void Add(string name, DeliveryState state) =>
        Deliveries.Deliveries.Add(Sample.Delivery(_car, name) with { State = state, Window = Sample.Window(1, 2) });
}
