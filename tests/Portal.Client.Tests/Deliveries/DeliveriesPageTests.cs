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
    public void List_ManyPast_ShowsOlderOnesOnDemand()
    {
        for (var i = 0; i < 40; i++)
            Add($"past{i}x", DeliveryState.Completed);

        Assert.Equal(30, Show<DeliveriesPage>().FindAll(".line").Count);
        GoTo("/deliveries?past=60");
        Assert.Equal(40, Show<DeliveriesPage>().FindAll(".line").Count);
    }

    private void Add(string name, DeliveryState state) =>
        Deliveries.Deliveries.Add(Sample.Delivery(_car, name) with { State = state, Window = Sample.Window(1, 2) });
}
