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
        "/api/devices/claim",
        "/d",
        "/d/done",
        "/d/events",
        "/d/open",
        "/d/{token}",
        "/denied",
        "/error",
        "/health/live",
        "/health/ready",
        "/ledger/checkpoint",
        "/ledger/key",
        "/ledger/proof/consistency",
        "/ledger/proof/inclusion",
        "/not-found",
        "/openapi/{documentName}.json",
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
