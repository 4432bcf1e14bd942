using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Device.Protocol;
using Portal.Gateway;
using Portal.Storage;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>Two lines with one key (S21): the newer stays. Whether anybody is alarmed is decided by whether the older one still speaks.</summary>
public sealed class KeyUsedTwiceTests : IAsyncLifetime
{
    private readonly ManualTime _time = new();
    private PortalHost _host = null!; // Set before the first test.
    private AccountId _owner;
    private TestDevice _device = null!; // Set before the first test.

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Connections Lines => _host.Get<Connections>();

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Cancel);
        _owner = (await _host.AddOwnerAsync("owner@example.org", Cancel)).Account;
        _device = await _host.PairDeviceAsync(_owner, await _host.AddCarAsync(_owner, Cancel), Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        _device.Dispose();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task S21_TheNewerStays_TheOlderIsToldAndHeardNoMore()
    {
        await using var older = await _device.ConnectAsync(Cancel);
        await using var newer = await _device.ConnectAsync(Cancel);

        Assert.Equal(Disconnecting.Replaced, await ReasonAsync(older));
        Assert.Null((await newer.InvokeAsync(GatewayMethods.Heartbeat, Cancel, _device.Heartbeat())).Error);
        Assert.True(_host.Get<IDeviceLink>().IsConnected(_device.Id));
    }

    [Fact]
    public async Task S21_TheOlderStillSpeaks_IsCutAndTheOwnerIsTold()
    {
        await using var older = await _device.ConnectAsync(Cancel);
        await using var newer = await _device.ConnectAsync(Cancel);
        await ReasonAsync(older);

        await SpeakAsync(older);
        _time.Advance(TimeSpan.FromSeconds(2));

        await older.Closed;
        Assert.Equal([AlertKind.KeyUsedTwice], await AlertsAsync());
        Assert.Null((await newer.InvokeAsync(GatewayMethods.Heartbeat, Cancel, _device.Heartbeat())).Error);
    }

    [Fact]
    public async Task DailyLife_ADeadLineThatSaysNothing_AlarmsNobody()
    {
        await using var dead = await _device.ConnectAsync(Cancel);
        await dead.InvokeAsync(GatewayMethods.Heartbeat, Cancel, _device.Heartbeat());
        await using var again = await _device.ConnectAsync(Cancel);
        await ReasonAsync(dead);

        // The device asked to beat every 60 s: by then it would have been heard.
        _time.Advance(TimeSpan.FromSeconds(66));

        await dead.Closed;
        await Until.TrueAsync("one line is left", () => Task.FromResult(Lines.Count == 1), Cancel);
        Assert.Empty(await AlertsAsync());
        Assert.Null((await again.InvokeAsync(GatewayMethods.Heartbeat, Cancel, _device.Heartbeat())).Error);
    }

    [Fact]
    public async Task DailyLife_LastWordsThatArriveBeforeTheLineEnds_AlarmNobody()
    {
        await using var dying = await _device.ConnectAsync(Cancel);
        await using var again = await _device.ConnectAsync(Cancel);
        await ReasonAsync(dying);

        await SpeakAsync(dying);
        dying.Cut();
        await Until.TrueAsync("one line is left", () => Task.FromResult(Lines.Count == 1), Cancel);
        _time.Advance(TimeSpan.FromSeconds(66));

        Assert.Null((await again.InvokeAsync(GatewayMethods.Heartbeat, Cancel, _device.Heartbeat())).Error);
        Assert.Empty(await AlertsAsync());
    }

    [Fact]
    public async Task S21_AThirdLine_CutsTheFirst()
    {
        await using var first = await _device.ConnectAsync(Cancel);
        await using var second = await _device.ConnectAsync(Cancel);
        await ReasonAsync(first);

        await using var third = await _device.ConnectAsync(Cancel);

        await first.Closed;
        Assert.Equal(Disconnecting.Replaced, await ReasonAsync(second));
    }

    [Fact]
    public async Task S21_Lost_EndsTheOvertakenLineToo()
    {
        await using var older = await _device.ConnectAsync(Cancel);
        await using var newer = await _device.ConnectAsync(Cancel);
        await ReasonAsync(older);

        await _host.Get<DeviceReleases>().ReportLostAsync(_owner, isFresh: true, _device.Id, Cancel);

        await older.Closed;
        Assert.Equal(Disconnecting.Released, await ReasonAsync(newer));
        _time.Advance(TimeSpan.FromSeconds(1));
        await newer.Closed;
    }

    private static async Task<string?> ReasonAsync(HubSocket hub) =>
        (await hub.NextAsync(GatewayMethods.Disconnecting, Cancel)).GetProperty("reason").GetString();

    /// <summary>Says something, and waits until the portal has begun to listen for what follows.</summary>
    private async Task SpeakAsync(HubSocket hub)
    {
        await hub.SendAsync(
            $$"""{"type":1,"target":"{{GatewayMethods.Heartbeat}}","arguments":[{{_device.Heartbeat()}}]}""", Cancel);
        await Until.TrueAsync("the word has arrived", () => Task.FromResult(_host.Get<IDeviceRefusals>().CountOf(_device.Id) == 1), Cancel);
    }

    private async Task<IEnumerable<AlertKind>> AlertsAsync() =>
        (await _host.Get<Database>().ReadAsync(connection => AlertStore.List(connection, _owner), Cancel)).Select(alert => alert.Kind);
}
