using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>Commands out to a device: to its live connection now, or not at all.</summary>
public sealed class CommandTests(OneHouse house) : IClassFixture<OneHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private IDeviceLink Link => house.Host.Get<IDeviceLink>();

    [Fact]
    public async Task Send_ConnectedDevice_HearsTheCommand()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, device.Heartbeat());
        var command = Unlock();

        Assert.True(Link.IsConnected(device.Id));
        Assert.True(await Link.SendAsync(device.Id, command, Cancel));

        var heard = await hub.NextAsync(GatewayMethods.Command, Cancel);
        Assert.Equal(command.Id.Value, heard.GetProperty("commandId").GetString());
        Assert.Equal("unlock", heard.GetProperty("name").GetString());
        Assert.Equal(Rfc3339.Format(command.ExpiresAt), heard.GetProperty("expiresAt").GetString());
        Assert.Equal("""{"openSeconds":10}""", heard.GetProperty("args").GetRawText());
    }

    [Fact]
    public async Task S07_Send_DeviceAway_IsNotQueued()
    {
        using var device = await house.PairDeviceAsync(Cancel);

        Assert.False(Link.IsConnected(device.Id));
        Assert.False(await Link.SendAsync(device.Id, Unlock(), Cancel));

        await using var hub = await device.ConnectAsync(Cancel);
        await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, device.Heartbeat());
        await hub.NextAsync(GatewayMethods.Paired, Cancel);
        Assert.Equal(0, hub.Waiting);
    }

    [Fact]
    public async Task Send_DeviceThatNobodyConfirmed_HearsNothing()
    {
        using var device = await house.ClaimDeviceAsync(Cancel);
        await using var hub = await device.ConnectAsync(Cancel);
        await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, device.Heartbeat());

        Assert.False(Link.IsConnected(device.Id));
        Assert.False(await Link.SendAsync(device.Id, Unlock(), Cancel));
        Assert.Equal(0, hub.Waiting);
    }

    [Fact]
    public async Task IsConnected_LineCut_TurnsFalse()
    {
        using var device = await house.PairDeviceAsync(Cancel);
        await using (var hub = await device.ConnectAsync(Cancel))
        {
            await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, device.Heartbeat());
            hub.Cut();
        }

        await Until.TrueAsync("the portal notices the cut", () => Task.FromResult(!Link.IsConnected(device.Id)), Cancel);
    }

    private static DeviceCommand Unlock() => new(
        PortalId.New<CommandId>(TimeProvider.System.GetUtcNow()),
        CommandNames.Unlock,
        TimeProvider.System.GetUtcNow().AddSeconds(10),
        OpenSeconds: 10);
}
