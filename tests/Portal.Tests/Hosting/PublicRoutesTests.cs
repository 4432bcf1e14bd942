using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Portal.Tests.Support;

namespace Portal.Tests.Hosting;

/// <summary>Hubs, pages and endpoints require an account unless they are listed here (S27).</summary>
public sealed class PublicRoutesTests : IAsyncLifetime
{
    private static readonly string[] Public =
    [
        "/address",
        "/address/{Token}",
        "/api/clouds/seam",
        "/api/devices/claim",
        "/calendar/{secret}.ics",
        "/d",
        "/d/done",
        "/d/events",
        "/d/instead",
        "/d/open",
        "/d/photo",
        "/d/{token}",
        "/denied",
        "/error",
        "/health/live",
        "/health/ready",
        "/join",
        "/join/take",
        "/join/{Token}",
        "/ledger/checkpoint",
        "/ledger/key",
        "/ledger/proof/consistency",
        "/ledger/proof/inclusion",
        "/not-found",
        "/openapi/{documentName}.json",
        "/recover",
        "/recover/link",
        "/recover/{Token}",
        "/register",
        "/setup",
        "/setup/{Token}",
        "/sign-in",
        "/sign-in/code",
        "/sign-in/passkey",
        "/sign-in/passkey/options",
        "/sign-out",
        "/stopped/{Status:int}",
    ];

    private PortalHost _host = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IEnumerable<RouteEndpoint> Routes =>
        _host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    public async ValueTask InitializeAsync() => _host = await PortalHost.StartAsync(Stop);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public void S27_PublicRoutes_AreTheseAndNoOthers()
    {
        var routes = Routes
            .Where(IsPublic)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText?.TrimStart('/'))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

        Assert.Equal(Public, routes);
    }

    [Fact]
    public async Task S27_EveryOtherRoute_AsNobody_IsRefusedOrSentToSignIn()
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = _host.Address };
        var open = new List<string>();
        foreach (var route in Routes.Where(route => !IsPublic(route)))
        {
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET", "POST"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), AddressOf(route));
                using var answer = await client.SendAsync(request, Stop);
                if (!IsRefused(answer))
                    open.Add($"{method} {route.RoutePattern.RawText}: {(int)answer.StatusCode}");
            }
        }

        Assert.Empty(open);
    }

    private static bool IsPublic(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static bool IsRefused(HttpResponseMessage answer) =>
        answer.StatusCode is HttpStatusCode.Unauthorized
        || (answer.StatusCode is HttpStatusCode.Found && answer.Headers.Location?.AbsolutePath == "/sign-in");

    private static string AddressOf(RouteEndpoint route) =>
        "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(PartOf))));

    private static string PartOf(RoutePatternPart part) => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        _ => "1",
    };
}
