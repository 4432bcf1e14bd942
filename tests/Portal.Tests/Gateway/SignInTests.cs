using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>Who may sign in at the gateway: nobody but the device whose key it is, for as long as its token says (S21).</summary>
public sealed class SignInTests(OneHouse house) : IClassFixture<OneHouse>, IAsyncLifetime
{
    private readonly PortalHost _host = house.Host;
    private TestDevice _device = null!;
    private TestDevice _other = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _device = await house.PairDeviceAsync(Cancel);
        _other = await house.PairDeviceAsync(Cancel);
    }

    public ValueTask DisposeAsync()
    {
        _device.Dispose();
        _other.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task S21_SignIn_OwnKey_IsHeard()
    {
        await using var hub = await _device.ConnectAsync(Cancel);

        var answer = await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, _device.Heartbeat());

        Assert.Null(answer.Error);
        Assert.Equal(60, answer.Result?.GetProperty("intervalSeconds").GetInt32());
    }

    [Fact]
    public async Task SignIn_TokenInQuery_IsHeard()
    {
        var address = new Uri($"{_device.Claimed.GatewayUrl}?{DeviceToken.QueryParameter}={_device.Token()}");
        await using var hub = await HubSocket.ConnectAsync(address, _ => { }, Cancel);

        Assert.Null((await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, _device.Heartbeat())).Error);
    }

    [Fact]
    public async Task S21_SignIn_WithoutToken_IsRefused() => Assert.Equal("sign_in_refused", await RefusalAsync(token: null));

    [Fact]
    public async Task S21_SignIn_AnotherKey_IsRefused()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Assert.Equal("sign_in_refused", await RefusalAsync(
            DeviceToken.Create(stranger, _device.Id.Value, _device.Claimed.Audience, DateTimeOffsetNow(), TimeSpan.FromHours(1))));
    }

    [Fact]
    public async Task S21_SignIn_AnotherDevicesId_IsRefused() => Assert.Equal("sign_in_refused", await RefusalAsync(
        DeviceToken.Create(_device.Key, _other.Id.Value, _device.Claimed.Audience, DateTimeOffsetNow(), TimeSpan.FromHours(1))));

    [Fact]
    public async Task S21_SignIn_AnotherDevicesKid_IsRefused() => Assert.Equal("sign_in_refused", await RefusalAsync(
        Jwt(new { alg = "ES256", kid = _other.Id.Value }, Claims(_device.Id.Value))));

    [Fact]
    public async Task S21_SignIn_UnknownDevice_IsRefused() => Assert.Equal("sign_in_refused", await RefusalAsync(
        DeviceToken.Create(
            _device.Key, "dev_01ARZ3NDEKTSV4RRFFQ69G5FAV", _device.Claimed.Audience, DateTimeOffsetNow(), TimeSpan.FromHours(1))));

    [Fact]
    public async Task S21_SignIn_AnotherAudience_IsRefused() => Assert.Equal("sign_in_refused", await RefusalAsync(
        DeviceToken.Create(_device.Key, _device.Id.Value, "https://elsewhere.example/gateway", DateTimeOffsetNow(), TimeSpan.FromHours(1))));

    [Fact]
    public async Task S21_SignIn_AlgorithmNone_IsRefused()
    {
        var header = Part(new { alg = "none", kid = _device.Id.Value });

        Assert.Equal("sign_in_refused", await RefusalAsync($"{header}.{Part(Claims(_device.Id.Value))}."));
    }

    [Fact]
    public async Task S21_SignIn_SharedSecretOverPublicKey_IsRefused()
    {
        var signed = $"{Part(new { alg = "HS256", kid = _device.Id.Value })}.{Part(Claims(_device.Id.Value))}";
        var mac = HMACSHA256.HashData(_device.Key.ExportSubjectPublicKeyInfo(), Encoding.ASCII.GetBytes(signed));

        Assert.Equal("sign_in_refused", await RefusalAsync($"{signed}.{Base64Url.EncodeToString(mac)}"));
    }

    [Theory]
    [InlineData(-3700, -100)]
    [InlineData(300, 3000)]
    [InlineData(0, 3601)]
    [InlineData(0, 0)]
    public async Task S21_SignIn_NotNowOrOverAnHour_IsRefused(int issuedIn, int expiresIn) => Assert.Equal("sign_in_refused", await RefusalAsync(
        Jwt(new { alg = "ES256", kid = _device.Id.Value }, Claims(_device.Id.Value, issuedIn, expiresIn))));

    [Fact]
    public async Task S21_SignIn_ClockAMinuteSlow_IsHeard()
    {
        var token = Jwt(new { alg = "ES256", kid = _device.Id.Value }, Claims(_device.Id.Value, -60, 60));
        await using var hub = await _device.ConnectAsync(token, Cancel);

        Assert.Null((await hub.InvokeAsync(GatewayMethods.Heartbeat, Cancel, _device.Heartbeat())).Error);
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJkZXYifQ.")]
    public async Task SignIn_Garbage_IsRefused(string token) => Assert.Equal("sign_in_refused", await RefusalAsync(token));

    [Fact]
    public async Task SignIn_VeryLongToken_IsRefused() => Assert.Equal("sign_in_refused", await RefusalAsync(new string('a', 4000)));

    [Fact]
    public async Task S21_Connection_TokenEnds_IsClosed()
    {
        await using var hub = await _device.ConnectAsync(_device.Token(TimeSpan.FromSeconds(2)), Cancel);

        Assert.Equal(Disconnecting.TokenExpired, (await hub.NextAsync(GatewayMethods.Disconnecting, Cancel)).GetProperty("reason").GetString());
        await hub.Closed;
    }

    [Fact]
    public async Task SignIn_RefusedOnes_TellTheTime()
    {
        using var http = new HttpClient { BaseAddress = _host.Address };
        using var answer = await http.PostAsync(GatewayPaths.Hub + "/negotiate?negotiateVersion=1", content: null, Cancel);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.NotNull(answer.Headers.Date);
        Assert.Equal("Bearer", answer.Headers.WwwAuthenticate.ToString());
    }

    private DateTimeOffset DateTimeOffsetNow() => _host.Get<TimeProvider>().GetUtcNow();

    private object Claims(string device, int issuedIn = 0, int expiresIn = 600) => new
    {
        iss = device,
        sub = device,
        aud = _device.Claimed.Audience,
        iat = DateTimeOffsetNow().AddSeconds(issuedIn).ToUnixTimeSeconds(),
        exp = DateTimeOffsetNow().AddSeconds(expiresIn).ToUnixTimeSeconds(),
        jti = Guid.NewGuid().ToString("N"),
    };

    private string Jwt(object header, object claims)
    {
        var signed = $"{Part(header)}.{Part(claims)}";
        return $"{signed}.{EventSignature.Sign(_device.Key, Encoding.ASCII.GetBytes(signed))}";
    }

    private static string Part(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));

    /// <summary>The code of the problem document that answers this token.</summary>
    private async Task<string?> RefusalAsync(string? token)
    {
        using var http = new HttpClient { BaseAddress = _host.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, GatewayPaths.Hub + "/negotiate?negotiateVersion=1");
        if (token is not null)
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var answer = await http.SendAsync(request, Cancel);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel)).GetProperty("code").GetString();
    }
}
