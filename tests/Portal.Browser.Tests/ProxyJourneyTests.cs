using System.Net;
using Microsoft.Playwright;
using Portal.Browser.Tests.Support;

namespace Portal.Browser.Tests;

/// <summary>The portal as people reach it from outside: https is nginx's, set up as docs/proxy/nginx.conf says.</summary>
public sealed class ProxyJourneyTests(Chromium chromium, ProxiedPortal site) : IClassFixture<ProxiedPortal>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S32_Https_SignInAndLivePage_WithCookiesForThisHostAlone()
    {
        await using var owner = await chromium.VisitAsync(site.Outside, Screen.Phone, options => options.IgnoreHTTPSErrors = true);
        var sockets = new List<string>();
        owner.Page.WebSocket += (_, socket) => sockets.Add(socket.Url);

        await owner.RegisterAsync("Kim", "kim@example.org", "Kim's household");
        await owner.SignInAsync("kim@example.org");
        await owner.HearAsync();
        var answer = await owner.Page.ReloadAsync();
        await owner.HearAsync();
        var cookies = await owner.Page.Context.CookiesAsync();

        Assert.All(sockets, socket => Assert.StartsWith($"wss://{site.Outside.Authority}/", socket, StringComparison.Ordinal));
        Assert.NotEmpty(sockets);
        Assert.StartsWith("max-age=", Assert.Contains("strict-transport-security", answer?.Headers ?? []), StringComparison.Ordinal);
        Assert.Contains(cookies, cookie => cookie is { Name: "__Host-portal", Secure: true, HttpOnly: true });
        Assert.All(cookies.Where(cookie => cookie.HttpOnly), cookie => Assert.StartsWith("__Host-", cookie.Name, StringComparison.Ordinal));
        Assert.Empty(owner.Complaints);
    }

    /// <summary>Every guess says that it comes from elsewhere; what counts is the address that nginx saw.</summary>
    [Fact]
    public async Task S29_GuessesThroughTheProxy_CountForTheAddressThatItSaw()
    {
        using var first = new Stranger(IPAddress.Parse("127.0.0.2"), site.Outside, site.Nginx.Certificate);
        using var second = new Stranger(IPAddress.Parse("127.0.0.3"), site.Outside, site.Nginx.Certificate);

        Assert.Equal(ProxiedPortal.Guesses, await first.GuessAsync(ProxiedPortal.Guesses * 2, Stop));
        Assert.Equal(ProxiedPortal.Guesses, await second.GuessAsync(ProxiedPortal.Guesses * 2, Stop));
    }

    /// <summary>Past the proxy nobody may say who he is.</summary>
    [Fact]
    public async Task S29_GuessesPastTheProxy_CountForTheirOwnAddress()
    {
        using var stranger = new Stranger(IPAddress.Parse("127.0.0.4"), site.Inside, site.Nginx.Certificate);

        Assert.Equal(ProxiedPortal.Guesses, await stranger.GuessAsync(ProxiedPortal.Guesses * 2, Stop));
    }

    [Fact]
    public async Task Http_IsSentToHttps()
    {
        using var visitor = new Stranger(IPAddress.Parse("127.0.0.5"), site.Plain, site.Nginx.Certificate);

        using var answer = await visitor.GetAsync("/sign-in", Stop);

        Assert.Equal(HttpStatusCode.MovedPermanently, answer.StatusCode);
        Assert.Equal(new Uri(site.Outside, "/sign-in"), answer.Headers.Location);
    }
}
