using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Live;
using Portal.Device.Protocol;
using Portal.Storage;
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

        Assert.Equal([AlertKind.ForcedOpen], needs.Alerts.Select(alert => alert.Kind));
        Assert.Contains(needs.Pairings, wait => wait.AccessPointId.Value == waiting.Claimed.AccessPointId);
        Assert.Empty(needs.Deliveries);
        Assert.Empty(needs.Unready);
        Assert.Equal((needs.Pairings.Count + 1, needs.Alerts[0]), (needs.Mark.Count, needs.Mark.Urgent));
    }

    [Fact]
    public async Task Alerts_OfSeveral_TheWorstThatNobodyHasTakenComesFirst()
    {
        var owner = await house.Host.AddOwnerAsync("alarmed@example.org", Cancel);
        using var device = await house.Host.PairDeviceAsync(owner.Account, await house.Host.AddCarAsync(owner.Account, Cancel), Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        await ReportTests.ReportAsync(hub, device.Event(1, EventKinds.Locked), device.Event(2, EventKinds.DoorForcedOpen));
        await ReportTests.ReportAsync(hub, device.Event(3, EventKinds.Tamper));

        var both = (await ReadAsync(owner.Account)).Alerts;
        await TakeAsync(owner.Account, both[0].Id);

        Assert.Equal([AlertKind.ForcedOpen, AlertKind.Tamper], both.Select(alert => alert.Kind));
        Assert.Equal([AlertKind.Tamper, AlertKind.ForcedOpen], (await ReadAsync(owner.Account)).Alerts.Select(alert => alert.Kind));
    }

    [Fact]
    public async Task Needs_OfAViewer_CountNothingThatOnlyOthersMayAnswer()
    {
        var owner = await house.Host.AddOwnerAsync("both@example.org", Cancel);
        var viewer = await house.Host.AddOwnerAsync("viewer@example.org", Cancel);
        await house.Host.Get<Database>().WriteAsync(
            tx => HouseholdStore.InsertMember(tx, owner.Household, viewer.Account, MemberRole.Viewer, DateTimeOffset.UnixEpoch), Cancel);
        var car = await house.Host.AddCarAsync(owner.Account, Cancel);
        using var waiting = await house.Host.ClaimDeviceAsync(owner.Account, await house.Host.AddCarAsync(owner.Account, Cancel), Cancel);
        using var device = await house.Host.PairDeviceAsync(owner.Account, car, Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        await ReportTests.ReportAsync(hub, device.Event(1, EventKinds.Locked), device.Event(2, EventKinds.DoorForcedOpen));

        var needs = await ReadAsync(viewer.Account);

        Assert.Equal((AlertKind.ForcedOpen, MemberRole.Viewer), (needs.Mark.Urgent?.Kind, needs.Alerts[0].Role));
        Assert.Empty(needs.Pairings);
        Assert.Equal(0, needs.Mark.Count);
    }

    [Fact]
    public async Task S28_Needs_OfAStranger_AreNone()
    {
        var stranger = await house.Host.AddOwnerAsync("stranger@example.org", Cancel);
        using var waiting = await house.ClaimDeviceAsync(Cancel);

        Assert.Equal(NeedsMark.None, (await ReadAsync(stranger.Account)).Mark);
    }

    private async Task TakeAsync(AccountId account, AlertId alert)
    {
        await using var page = await house.Host.OpenPageAsync(account, Cancel);
        Assert.Equal(AccessOutcome.Done, await page.ServiceProvider.GetRequiredService<IHouseholdAccess>().AcknowledgeAsync(alert, Cancel));
    }

    private async Task<HouseholdNeeds> ReadAsync(AccountId account)
    {
        await using var page = await house.Host.OpenPageAsync(account, Cancel);
        return await page.ServiceProvider.GetRequiredService<IHouseholdNeeds>().ReadAsync(Cancel);
    }
}
