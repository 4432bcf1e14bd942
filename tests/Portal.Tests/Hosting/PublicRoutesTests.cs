using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Portal.Tests.Support;

namespace Portal.Tests.Hosting;

/// <summary>Hubs, pages and endpoints require an account unless they are listed here (S27).</summary>
public sealed class PublicRoutesTests
{
    private static readonly string[] Public =
    [
        "/denied",
        "/error",
        "/health/live",
        "/health/ready",
        "/not-found",
        "/register",
        "/setup",
        "/setup/{Token}",
        "/sign-in",
        "/sign-out",
        "/stopped/{Status:int}",
    ];

    [Fact]
    public async Task S27_PublicRoutes_AreTheseAndNoOthers()
    {
        await using var host = await PortalHost.StartAsync(TestContext.Current.CancellationToken);

        var routes = host.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            .Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText?.TrimStart('/'))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

        Assert.Equal(Public, routes);
    }
}
