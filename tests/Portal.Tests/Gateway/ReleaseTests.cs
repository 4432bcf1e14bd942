using System.Net.Http.Json;
using System.Net.WebSockets;
using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>A device that its owner let go, at its socket.</summary>
public sealed class ReleaseTests(OneHouse house) : IClassFixture<OneHouse>
{
    private readonly PortalHost _host = house.Host;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S16_Released_IsToldSoCutOffAndRefusedFromThenOn()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, device.Heartbeat());
        var begun = TimeProvider.System.GetTimestamp();

        await ReleaseAsync(device.Id);

        Assert.Equal(Disconnecting.Released, (await hub.NextAsync(GatewayMethods.Disconnecting, Cancel)).GetProperty("reason").GetString());
        await hub.Closed;
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await Assert.ThrowsAnyAsync<WebSocketException>(() => device.ConnectAsync(Cancel));
    }

    [Fact]
    public async Task S16_KeyOfADevice_IsClaimedAgainOnlyAfterItsRelease()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        Assert.Equal(409, await ClaimAgainAsync(device));

        await ReleaseAsync(device.Id);

        Assert.Equal(201, await ClaimAgainAsync(device));
    }

    [Fact]
    public async Task S21_LostOrStolen_IsCutOffWithin2SecondsAndItsKeyIsRefusedForGood()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, device.Heartbeat());
        var begun = TimeProvider.System.GetTimestamp();

        Assert.Equal(
            AccessOutcome.Done, await _host.Get<DeviceReleases>().ReportLostAsync(house.Owner.Account, isFresh: true, device.Id, Cancel));

        // It forgets its secrets as at a release: whoever has it now holds nothing of the household's.
        Assert.Equal(Disconnecting.Released, (await hub.NextAsync(GatewayMethods.Disconnecting, Cancel)).GetProperty("reason").GetString());
        await hub.Closed;
        Assert.InRange(TimeProvider.System.GetElapsedTime(begun), TimeSpan.Zero, TimeSpan.FromSeconds(5));
        await Assert.ThrowsAnyAsync<WebSocketException>(() => device.ConnectAsync(Cancel));
        Assert.Equal(409, await ClaimAgainAsync(device));
    }

    [Fact]
    public async Task S21_ShutOut_IsToldSoCutOffAndHeardAgainOnceItIsTrusted()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        await hub.ReportAsync(Cancel, device.Event(1, EventKinds.Press));

        await Assert.ThrowsAsync<InvalidOperationException>(() => hub.ReportAsync(Cancel, device.Event(1, EventKinds.Press, """{"other":1}""")));

        Assert.Equal(Disconnecting.Quarantined, (await hub.NextAsync(GatewayMethods.Disconnecting, Cancel)).GetProperty("reason").GetString());
        await hub.Closed;
        await Assert.ThrowsAnyAsync<WebSocketException>(() => device.ConnectAsync(Cancel));

        Assert.Equal(
            AccessOutcome.Done, await _host.Get<DeviceTrust>().TrustAgainAsync(house.Owner.Account, isFresh: true, device.Id, Cancel));
        await using var again = await device.ConnectAsync(Cancel);
        await again.ReportAsync(Cancel, device.Event(2, EventKinds.Press));
    }

    private async Task ReleaseAsync(DeviceId device) => Assert.Equal(
        AccessOutcome.Done, await _host.Get<DeviceReleases>().ReleaseAsync(house.Owner.Account, isFresh: true, device, Cancel));

    private async Task<int> ClaimAgainAsync(TestDevice device)
    {
        var code = await _host.AskPairingCodeAsync(house.Owner.Account, AccessPointId.From(device.Claimed.AccessPointId), Cancel);
        using var http = new HttpClient { BaseAddress = _host.Address };
        using var answer = await http.PostAsJsonAsync(GatewayPaths.Claim, TestDevice.ClaimOf(code, device.Key), GatewayJson.Options, Cancel);
        return (int)answer.StatusCode;
    }
}
