using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Access;
using Portal.Client.Live;
using Portal.Device.Protocol;
using Portal.Tests.Gateway;
using Portal.Tests.Support;

namespace Portal.Tests.Live;

/// <summary>What waits for somebody, as members read it and strangers do not.</summary>
public sealed class HouseholdNeedsTests(OneHouse house) : IClassFixture<OneHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Needs_OfAMember_HoldWhatWaitsAndCountIt()
    {
        using var waiting = await house.ClaimDeviceAsync(Cancel);
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        await ReportTests.ReportAsync(hub, device.Event(1, EventKinds.Locked), device.Event(2, EventKinds.DoorForcedOpen));

        var needs = await ReadAsync(house.Owner.Account);

        Assert.Contains(needs.Pairings, wait => wait.AccessPointId.Value == waiting.Claimed.AccessPointId);
        Assert.Equal(AlertKind.ForcedOpen, Assert.Single(needs.Alerts).Kind);
        Assert.Empty(needs.Deliveries);
        Assert.Empty(needs.Unready);
        Assert.Equal((needs.Pairings.Count + 1, needs.Alerts[0]), (needs.Mark.Count, needs.Mark.Urgent));
    }

    [Fact]
    public async Task S28_Needs_OfAStranger_AreNone()
    {
        var stranger = await house.Host.AddOwnerAsync("stranger@example.org", Cancel);
        using var waiting = await house.ClaimDeviceAsync(Cancel);

        Assert.Equal(NeedsMark.None, (await ReadAsync(stranger.Account)).Mark);
    }

    private async Task<HouseholdNeeds> ReadAsync(Client.Accounts.AccountId account)
    {
        await using var page = await house.Host.OpenPageAsync(account, Cancel);
        return await page.ServiceProvider.GetRequiredService<IHouseholdNeeds>().ReadAsync(Cancel);
    }
}
