using System.Net;
using System.Text.Json;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Tests.Support;

namespace Portal.Tests.Carriers;

/// <summary>A paused door: the carrier's system and the driver's page say at once where to go instead.</summary>
public sealed class FallbackApiTests(CarrierHouse house) : IClassFixture<CarrierHouse>
{
    private static CancellationToken Stop => CarrierHouse.Stop;

    [Fact]
    public async Task Unlock_Paused_SaysTheDepotUntilTheOtherPlaceIsApproved()
    {
        var (id, instead) = await PausedAsync();

        var denied = await UnlockAsync(id);

        Assert.Equal("The owner has paused deliveries here. Take it to the depot.", denied.Text("message"));
        Assert.Equal("return_to_depot", await FallbackAsync(id));
        var other = await ApproveOtherAsync(id);
        Assert.Equal(other.Value, await FallbackAsync(id));
        Assert.Equal("The owner has paused deliveries here. Deliver to Front door instead.", (await UnlockAsync(id)).Text("message"));
        Assert.Equal(instead, (await house.FindAsync(other)).AccessPoint);
        Assert.Equal(200, (await house.Nordpost.GetAsync($"deliveries/{other}/access", Stop)).Status);
    }

    [Fact]
    public async Task Get_NotDenied_HasNoFallback()
    {
        var (id, _) = await PausedAsync();

        Assert.Null(await FallbackAsync(id));
    }

    [Fact]
    public async Task DriverPage_Denied_SaysWhereAndGoesOnThere()
    {
        var (id, _) = await PausedAsync();
        using var driver = house.Host.NewVisitor();
        using var taken = await driver.SubmitAsync(DriverLink.PathOf(await house.LinkAsync(id)), [], Stop);
        using var live = await LiveLines.OpenAsync(new Uri(driver.Address, "/d/events"), driver.CookieHeader, Stop);
        await live.NextAsync("progress", Stop);

        await UnlockAsync(id);
        Assert.False(await CanGoAsync(live));
        var other = await ApproveOtherAsync(id);
        Assert.True(await CanGoAsync(live));

        using var gone = await driver.PressAsync("/d", "/d/instead", Stop);
        Assert.Equal((HttpStatusCode.Found, "/d"), (gone.StatusCode, gone.Headers.Location?.OriginalString));
        Assert.Single(await house.EntriesAsync(other, EntryKinds.DriverSessionStarted));
    }

    [Fact]
    public async Task DriverPage_SentNowhere_GoesNowhere()
    {
        var (id, _) = await PausedAsync();
        using var driver = house.Host.NewVisitor();
        using var taken = await driver.SubmitAsync(DriverLink.PathOf(await house.LinkAsync(id)), [], Stop);
        await UnlockAsync(id);

        using var refused = await driver.PressAsync("/d", "/d/instead", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    private static async Task<bool> CanGoAsync(LiveLines live) =>
        (await live.NextAsync("progress", Stop)).GetProperty("instead").GetProperty("canGo").GetBoolean();

    private async Task<string?> FallbackAsync(DeliveryId id) =>
        (await house.Nordpost.GetAsync($"deliveries/{id}", Stop)).Json.GetProperty("fallback").GetString();

    private Task<ApiResponse> UnlockAsync(DeliveryId id) => house.Nordpost.PostAsync(
        $"deliveries/{id}/unlock",
        JsonSerializer.Serialize(
            new { trackingNumber = "NP00161094", position = new GeoPosition(52.54381, 13.38712, 5, house.Now) }, PortalJson.Options),
        Stop);

    private async Task<DeliveryId> ApproveOtherAsync(DeliveryId id)
    {
        var other = await house.Database.ReadAsync(
            connection => Dapper.SqlMapper.QuerySingle<DeliveryId>(connection, "SELECT id FROM delivery WHERE instead_of = @id", new { id }), Stop);
        await house.ApproveAsync(other);
        return other;
    }

    /// <summary>An approved delivery to a door that is paused, and the other door that its owner named.</summary>
    private async Task<(DeliveryId Id, AccessPointId Instead)> PausedAsync()
    {
        var (door, handle) = await house.AddDoorAsync();
        var (other, _) = await house.AddDoorAsync();
        await house.Host.Get<DropOffSettings>().SetFallbackAsync(
            house.Owner.Account, door, new Fallback(FallbackKind.AccessPoint, other), Stop);
        var id = await house.ApprovedAsync(handle);
        await house.Host.Get<AccessPoints>().PauseAsync(house.Owner.Account, door, Stop);
        return (id, other);
    }
}
