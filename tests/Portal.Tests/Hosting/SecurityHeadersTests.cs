using System.Net;
using Portal.Tests.Support;

namespace Portal.Tests.Hosting;

/// <summary>The headers that every answer carries.</summary>
public sealed class SecurityHeadersTests : IAsyncLifetime
{
    private PortalHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await PortalHost.StartAsync(Stop);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/nothing-here")]
    [InlineData("/health/live")]
    [InlineData("/favicon.ico")]
    [InlineData("/")]
    public async Task S32_EveryAnswer_HasTheHeaders(string path)
    {
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.GetAsync(path, Stop);

        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.False(answer.Headers.Contains("Server"));
        var policy = Header(answer, "Content-Security-Policy").Split("; ").Select(part => part.Split(' ', 2)).ToDictionary(part => part[0], part => part[1]);
        Assert.Equal("'self'", policy["default-src"]);
        Assert.Equal("'self'", policy["script-src"]);
        Assert.Equal("'self'", policy["style-src-elem"]);
        Assert.Equal("'unsafe-inline'", policy["style-src-attr"]);
        Assert.Equal("'none'", policy["frame-ancestors"]);
        Assert.Equal("'self'", policy["base-uri"]);
        Assert.Equal("'self'", policy["form-action"]);
        Assert.Equal($"'self' ws://localhost:{_host.Address.Port}", policy["connect-src"]);
    }

    [Fact]
    public async Task S32_WithASourceOfMaps_PicturesMayComeFromThereAndNowhereElse()
    {
        await using var host = await PortalHost.StartAsync(
            new PortalHostOptions
            {
                Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Portal:Map:TileUrl"] = "https://tiles.example/{z}/{x}/{y}.png",
                    ["Portal:Map:Attribution"] = "Map data of the example",
                },
            },
            Stop);
        using var visitor = host.NewVisitor();

        using var answer = await visitor.GetAsync("/sign-in", Stop);

        Assert.Contains("; img-src 'self' data: https://tiles.example;", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        using var without = _host.NewVisitor();
        using var plain = await without.GetAsync("/sign-in", Stop);
        Assert.Contains("; img-src 'self' data:;", Header(plain, "Content-Security-Policy"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S32_Page_HasNoInlineScriptOrStyle()
    {
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.GetAsync("/register", Stop);

        var html = await answer.Content.ReadAsStringAsync(Stop);
        Assert.DoesNotContain("<style", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", html, StringComparison.Ordinal);
        Assert.DoesNotContain(" onclick=", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task S32_WhatNeedsAnAccount_IsNotStored()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);

        using var page = await visitor.GetAsync("/confirm", Stop);
        using var signIn = await visitor.GetAsync("/sign-in", Stop);

        Assert.Equal("no-store", Header(page, "Cache-Control"));
        Assert.Equal("no-store", Header(signIn, "Cache-Control"));
    }

    [Fact]
    public async Task S32_StaticFile_MayBeStored()
    {
        using var visitor = _host.NewVisitor();

        using var answer = await visitor.GetAsync("/favicon.ico", Stop);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.DoesNotContain("no-store", answer.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task S32_ProductionOnHttps_AsksForHttpsFromNowOn()
    {
        await using var host = await PortalHost.StartAsync(
            new PortalHostOptions { Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Portal:PublicUrl"] = "https://portal.example" } },
            Stop);
        using var visitor = host.NewVisitor();

        using var answer = await visitor.GetAsync("/sign-in", Stop);

        Assert.Equal("max-age=31536000; includeSubDomains", Header(answer, "Strict-Transport-Security"));
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));
}
