using System.Net;
using System.Net.WebSockets;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>Rule S27 on the two hubs: a browser comes from our own pages, a program comes with a token and nothing else.</summary>
public sealed class OriginTests(OneHouse house) : IClassFixture<OneHouse>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Own => house.Host.Address.GetLeftPart(UriPartial.Authority);

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("http://localhost")]
    [InlineData("null")]
    public async Task S27_Gateway_ForeignOrigin_IsRefused(string origin)
    {
        using var device = await house.PairDeviceAsync(Cancel);

        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync("gateway", [("Origin", origin), ("Authorization", "Bearer " + device.Token())]));
    }

    [Fact]
    public async Task S27_Gateway_CookieWithoutOrigin_IsRefused()
    {
        using var device = await house.PairDeviceAsync(Cancel);

        Assert.Equal(
            HttpStatusCode.Forbidden,
            await StatusAsync("gateway", [("Cookie", await CookieAsync()), ("Authorization", "Bearer " + device.Token())]));
    }

    [Fact]
    public async Task S27_Gateway_OwnOriginAndToken_Passes()
    {
        using var device = await house.PairDeviceAsync(Cancel);

        Assert.Equal(
            HttpStatusCode.SwitchingProtocols, await StatusAsync("gateway", [("Origin", Own), ("Authorization", "Bearer " + device.Token())]));
    }

    [Fact]
    public async Task Gateway_CookieOfAPerson_IsNoSignIn() => Assert.Equal(
        HttpStatusCode.Unauthorized, await StatusAsync("gateway", [("Origin", Own), ("Cookie", await CookieAsync())]));

    [Fact]
    public async Task S27_Live_CookieAndOwnOrigin_Passes() => Assert.Equal(
        HttpStatusCode.SwitchingProtocols, await StatusAsync("live", [("Origin", Own), ("Cookie", await CookieAsync())]));

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    public async Task S27_Live_ForeignOrigin_IsRefused(string origin) => Assert.Equal(
        HttpStatusCode.Forbidden, await StatusAsync("live", [("Origin", origin), ("Cookie", await CookieAsync())]));

    [Fact]
    public async Task S27_Live_CookieWithoutOrigin_IsRefused() => Assert.Equal(
        HttpStatusCode.Forbidden, await StatusAsync("live", [("Cookie", await CookieAsync())]));

    [Fact]
    public async Task Live_DeviceToken_IsNoSignIn()
    {
        using var device = await house.PairDeviceAsync(Cancel);

        Assert.NotEqual(HttpStatusCode.SwitchingProtocols, await StatusAsync("live", [("Authorization", "Bearer " + device.Token())]));
    }

    private async Task<string> CookieAsync()
    {
        using var visitor = await house.Host.SignInAsync("owner@example.org", Cancel);
        return visitor.CookieHeader;
    }

    private async Task<HttpStatusCode> StatusAsync(string hub, (string Name, string Value)[] headers)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        foreach (var (name, value) in headers)
            socket.Options.SetRequestHeader(name, value);
        try
        {
            await socket.ConnectAsync(new UriBuilder(house.Host.Address) { Scheme = "ws", Path = hub }.Uri, Cancel);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }
}
