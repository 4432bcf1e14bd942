using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Tests.Support;

namespace Portal.Tests.Accounts;

/// <summary>A person's own program: what its token reads, and that it does nothing else.</summary>
public sealed class AccessTokenTests : IAsyncLifetime
{
    private const string Mara = "mara@example.com";
    private readonly ManualTime _time = new();
    private PortalHost _host = null!;
    private NewOwner _owner = null!;
    private HttpClient _client = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(new PortalHostOptions { Time = _time }, Stop);
        _owner = await _host.AddOwnerAsync(Mara, Stop);
        _client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _host.Address };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await MakeAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _host.DisposeAsync();
    }

    [Theory]
    [InlineData("/api/me/events")]
    [InlineData("/api/me/access-points")]
    [InlineData("/api/me/deliveries")]
    [InlineData("/api/me/alerts")]
    public async Task Token_OfItsOwner_Reads(string path)
    {
        await _host.AddCarAsync(_owner.Account, Stop);

        using var answer = await _client.GetAsync(path, Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains(path == "/api/me/events" ? _owner.Account.Value : "[", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/settings")]
    [InlineData("/household")]
    [InlineData("/start")]
    public async Task S27_Token_AtAPage_IsNobody(string path)
    {
        using var answer = await _client.GetAsync(path, Stop);

        Assert.NotEqual(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain(_owner.Household.Value, await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S26_Token_Revoked_ReadsNothingMore()
    {
        await using var page = await _host.OpenPageAsync(_owner.Account, Stop);
        var security = page.ServiceProvider.GetRequiredService<IAccountSecurity>();
        var token = Assert.Single(Required.Of(await security.FindAsync(Stop)).Tokens);

        Assert.Equal(SecurityOutcome.Done, await security.EndSessionAsync(token.Id, Stop));

        using var answer = await _client.GetAsync("/api/me/alerts", Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(Required.Of(await security.FindAsync(Stop)).Tokens);
    }

    [Fact]
    public async Task S26_LiveConnection_OfAToken_IsClosedWithIt()
    {
        await using var live = await HubSocket.ConnectAsync(
            new UriBuilder(_host.Address) { Scheme = "ws", Path = "live" }.Uri,
            options => options.SetRequestHeader("Authorization", _client.DefaultRequestHeaders.Authorization?.ToString()),
            Stop);
        Assert.NotNull((await live.InvokeAsync("Resume", Stop, "-1")).Result);
        await using var page = await _host.OpenPageAsync(_owner.Account, Stop);
        var security = page.ServiceProvider.GetRequiredService<IAccountSecurity>();

        await security.EndSessionAsync(Required.Of(await security.FindAsync(Stop)).Tokens[0].Id, Stop);

        await live.Closed;
    }

    [Fact]
    public async Task Token_AYearLater_HasExpired()
    {
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromDays(365));

        using var answer = await _client.GetAsync("/api/me/alerts", Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task S25_Token_LongAfterSigningIn_IsNotMade()
    {
        await using var page = await _host.OpenPageAsync(_owner.Account, Stop);
        _time.SetUtcNow(_time.GetUtcNow() + TimeSpan.FromMinutes(5));

        var made = await page.ServiceProvider.GetRequiredService<IAccessTokens>().MakeAsync("Late", Stop);

        Assert.Equal(new MadeToken(SecurityOutcome.SignInAgain, null), made);
    }

    [Fact]
    public void S36_DatabaseFiles_HoldNoToken() =>
        Assert.False(_host.DatabaseHolds(_client.DefaultRequestHeaders.Authorization!.Parameter!)); // Set above.

    private async Task<string> MakeAsync()
    {
        await using var page = await _host.OpenPageAsync(_owner.Account, Stop);
        return Required.Of((await page.ServiceProvider.GetRequiredService<IAccessTokens>().MakeAsync("My wall clock", Stop)).Token);
    }
}
