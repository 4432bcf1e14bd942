using Dapper;
using Portal.Client.Accounts;
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

    [Theory]
    [InlineData("UPDATE carrier SET phone = NULL", true, false, false)]
    [InlineData("UPDATE carrier SET standing = 'suspended', suspended_at = 1", false, false, false)]
    [InlineData("INSERT INTO carrier_block SELECT id, '', (SELECT carrier_id FROM delivery), 0 FROM household", true, true, false)]
    [InlineData("INSERT INTO carrier_block SELECT household_id, id, (SELECT carrier_id FROM delivery), 0 FROM access_point", true, true, false)]
    [InlineData("UPDATE access_point SET paused_at = 1, paused_by = (SELECT account_id FROM member LIMIT 1)", true, false, true)]
    [InlineData("INSERT INTO household_pause SELECT household_id, account_id, 1 FROM access_point JOIN member USING (household_id) LIMIT 1", true, false, true)]
    public async Task View_SaysHowTheCarrierStandsAndWhetherItIsPaused(string change, bool verified, bool blocked, bool paused)
    {
        await _house.RequestAsync();
        await _house.Database.WriteAsync(tx => tx.Connection.Execute(change), DeliveryHouse.Stop);

        var view = Assert.Single(await _house.Database.ReadAsync(connection => DeliveryViews.Current(connection, _house.Viewer), DeliveryHouse.Stop));

        Assert.Equal((verified, blocked, paused), (view.IsCarrierVerified, view.IsCarrierBlocked, view.IsPaused));
        Assert.Equal(MemberRole.Viewer, view.Role);
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
