using System.Net;
using Portal.Tests.Support;

namespace Portal.Tests.Hosting;

public sealed class OriginCheckTests : IAsyncLifetime
{
    private PortalHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await PortalHost.StartAsync(Stop);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task S27_Circuit_WithOurCookieAndNoOrigin_IsRefused()
    {
        using var owner = await SignedInAsync();
        using var answer = await owner.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1"), Stop);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    /// <summary>What a browser does before it opens the circuit, signed in, from our own page.</summary>
    [Fact]
    public async Task Initializers_WithOurCookieAndNoOrigin_AreGiven()
    {
        using var owner = await SignedInAsync();
        using var answer = await owner.GetAsync("/_blazor/initializers", Stop);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<HttpVisitor> SignedInAsync()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        return await _host.SignInAsync("mara@example.com", Stop);
    }
}
