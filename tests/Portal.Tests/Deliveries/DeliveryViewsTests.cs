using Portal.Client.Deliveries;
using Portal.Deliveries;

namespace Portal.Tests.Deliveries;

/// <summary>What members see of their deliveries, and what others do not.</summary>
public sealed class DeliveryViewsTests : IDisposable
{
    private readonly DeliveryHouse _house = new();

    public void Dispose() => _house.Dispose();

    [Fact]
    public async Task Current_RequestedAndApproved_SoonestFirst()
    {
        var later = await _house.RequestAsync(SomeDelivery.Window(8, 9));
        var sooner = await _house.ApprovedAsync();

        var current = await _house.Database.ReadAsync(connection => DeliveryViews.Current(connection, _house.Viewer), DeliveryHouse.Stop);

        Assert.Equal([sooner, later], current.Select(view => view.Id));
        Assert.Equal(("Volvo V60", "Nordpost", "Mara"), (current[0].AccessPointName, current[0].CarrierName, current[0].AnsweredBy));
        Assert.Equal([SomeDelivery.Window(8, 9)], current[1].ProposedWindows);
    }

    [Fact]
    public async Task Story_OwnDelivery_HasTheNamesOfWhoActed()
    {
        var id = await _house.ApprovedAsync();

        var story = await _house.Database.ReadAsync(connection => DeliveryViews.Story(connection, _house.Viewer, id), DeliveryHouse.Stop);

        Assert.Equal(["Nordpost", "Mara"], story?.Entries.Select(entry => entry.ActorName));
    }

    [Fact]
    public async Task S28_Stranger_SeesNothing()
    {
        var id = await _house.ApprovedAsync();

        var seen = await _house.Database.ReadAsync(
            connection => (DeliveryViews.Current(connection, _house.Stranger).Count, DeliveryViews.Story(connection, _house.Stranger, id),
                DeliveryViews.Current(connection, account: null).Count),
            DeliveryHouse.Stop);

        Assert.Equal((0, null, 0), seen);
    }
}
