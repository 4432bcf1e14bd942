using System.Net;
using Microsoft.AspNetCore.Builder;
using Portal.Tests.Support;

namespace Portal.Tests.Hosting;

/// <summary>What people and programs get where something went wrong.</summary>
public sealed class AnswersTests : IAsyncLifetime
{
    private PortalHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await PortalHost.StartAsync(
        new PortalHostOptions
        {
            Routes = routes => routes.MapGet("/fails", string () => throw new InvalidOperationException("a secret of the inside")).AllowAnonymous(),
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Portal:Limits:GuessesPerMinute"] = "2" },
        },
        Stop);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Fault_ForAProgram_IsABare500WithATraceId()
    {
        var body = await AnswerAsync("/fails", "application/json", HttpStatusCode.InternalServerError);

        Assert.Contains("\"code\":\"internal\"", body, StringComparison.Ordinal);
        Assert.Contains("\"traceId\":\"", body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fault_ForAPerson_IsAPageWithAReference()
    {
        var body = await AnswerAsync("/fails", "text/html", HttpStatusCode.InternalServerError);

        Assert.Contains("Reference to quote", body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownAddress_ForAProgramWithoutAnAccount_IsTheSame401AsAKnownOne() =>
        Assert.Contains("\"code\":\"unauthorized\"", await AnswerAsync("/api/nothing", "application/json", HttpStatusCode.Unauthorized), StringComparison.Ordinal);

    [Fact]
    public async Task UnknownAddress_ForAPersonWithAnAccount_IsThePageNotFound()
    {
        await _host.AddOwnerAsync("mara@example.com", Stop);
        using var visitor = await _host.SignInAsync("mara@example.com", Stop);

        using var answer = await visitor.GetAsync("/nothing", Stop);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("There is nothing at this address", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
    }

    [Fact]
    public async Task S29_MorePostsThanAllowedFromOneAddress_WaitAMinute()
    {
        using var visitor = _host.NewVisitor();
        for (var i = 0; i < 2; i++)
            (await visitor.TrySignInAsync($"nobody{i}@example.com", "wrong", Stop)).Dispose();

        using var answer = await visitor.TrySignInAsync("nobody@example.com", "wrong", Stop);
        using var page = await visitor.GetAsync("/sign-in", Stop);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0, 1, 60);
        Assert.Contains("Too many tries from here", await answer.Content.ReadAsStringAsync(Stop), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task S29_OneAddressThatPostsWithoutEnd_KeepsNobodyElseOut()
    {
        await using var host = await StartBehindAProxyAsync();
        using var flood = From(host, 1);
        for (var i = 0; i < 10; i++)
            (await flood.TrySignInAsync($"nobody{i}@example.com", "wrong", Stop)).Dispose();
        using var owner = From(host, 2);

        using var answer = await owner.TrySignInAsync("mara@example.com", People.Password, Stop);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
    }

    [Fact]
    public async Task S29_StrangersFromManyAddresses_WaitTogether_AndWhoeverIsSignedInConfirms()
    {
        await using var host = await StartBehindAProxyAsync();
        using var owner = From(host, 1);
        using var signedIn = await owner.TrySignInAsync("mara@example.com", People.Password, Stop);
        var answers = new List<HttpStatusCode>();
        for (var i = 2; i < 7; i++)
        {
            using var stranger = From(host, i);
            using var refused = await stranger.TrySignInAsync("mara@example.com", "wrong", Stop);
            answers.Add(refused.StatusCode);
        }

        using var confirmed = await owner.SubmitAsync("/confirm", [new("Form.Password", People.Password)], Stop);

        Assert.Equal(HttpStatusCode.TooManyRequests, answers[^1]);
        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.Found), (signedIn.StatusCode, confirmed.StatusCode));
    }

    [Fact]
    public async Task S35_BodyOverTheLimit_IsRefused()
    {
        using var visitor = _host.NewVisitor();
        using var page = await visitor.GetAsync("/sign-in", Stop);

        using var answer = await visitor.PostAsync(
            page, "/sign-in", new Dictionary<string, string>(StringComparer.Ordinal) { ["Form.Password"] = new('x', 300_000) }, Stop);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.BadRequest });
    }

    private async Task<string> AnswerAsync(string path, string accept, HttpStatusCode status)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_host.Address, path));
        request.Headers.Accept.ParseAdd(accept);
        using var answer = await client.SendAsync(request, Stop);
        Assert.Equal(status, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Stop);
    }

    private static async Task<PortalHost> StartBehindAProxyAsync()
    {
        var host = await PortalHost.StartAsync(
            new PortalHostOptions
            {
                Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Portal:Limits:GuessesPerMinute"] = "2",
                    ["Portal:Limits:GuessesPerMinuteInAll"] = "4",
                    ["Portal:Proxy:Known:0"] = "127.0.0.1",
                    ["Portal:Proxy:Known:1"] = "::1",
                },
            },
            Stop);
        await host.AddOwnerAsync("mara@example.com", Stop);
        return host;
    }

    private static HttpVisitor From(PortalHost host, int place)
    {
        var visitor = host.NewVisitor();
        visitor.ComeFrom($"203.0.113.{place}");
        return visitor;
    }
}
