using System.Net;
using Portal.Tests.Support;

namespace Portal.Tests.Hosting;

/// <summary>Who may open a socket: our own pages, or a program with a token, no cookie and no origin.</summary>
public sealed class OriginCheckTests : IAsyncLifetime
{
    private PortalHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await PortalHost.StartAsync(Stop);
        await _host.AddOwnerAsync("mara@example.com", Stop);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("own", true)]
    [InlineData(null, false)]
    [InlineData("null", false)]
    [InlineData("https://evil.example", false)]
    [InlineData("http://localhost", false)]
    [InlineData("http://localhost.evil.example", false)]
    public async Task S27_NegotiateWithOurCookie_NeedsOurOrigin(string? origin, bool passes)
    {
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);

        using var answer = await visitor.SendAsync(Negotiate(origin), Stop);

        Assert.Equal(passes ? HttpStatusCode.OK : HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task S27_NegotiateWithAForeignOriginAndNoCookie_IsRefusedWithItsCode()
    {
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.SendAsync(Negotiate("https://evil.example"), Stop);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains("\"code\":\"foreign_origin\"", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S27_NegotiateWithNeitherCookieNorOrigin_IsLeftToTheToken()
    {
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.SendAsync(Negotiate(null), Stop);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task S27_PageWithAForeignOrigin_IsNoConcernOfTheSocketsRule()
    {
        using var visitor = _host.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/sign-in");
        request.Headers.Add("Origin", "https://evil.example");

        using var answer = await visitor.SendAsync(request, Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>What a browser does before it opens the circuit, signed in, from our own page.</summary>
    [Fact]
    public async Task Initializers_WithOurCookieAndNoOrigin_AreGiven()
    {
        using var owner = await _host.SignInAsync("mara@example.com", Stop);

        using var answer = await owner.GetAsync("/_blazor/initializers", Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private HttpRequestMessage Negotiate(string? origin)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        if (origin is not null)
            request.Headers.Add("Origin", origin == "own" ? _host.Address.GetLeftPart(UriPartial.Authority) : origin);
        return request;
    }
}
