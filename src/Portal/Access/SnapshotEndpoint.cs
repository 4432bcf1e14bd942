using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;

namespace Portal.Access;

/// <summary><c>GET /snapshots/{id}</c>: a picture, to the members of its household; it can do nothing but be looked at (S38).</summary>
internal static class SnapshotEndpoint
{
    public static IEndpointRouteBuilder MapSnapshots(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/snapshots/{snapshotId}", ShowAsync).RequireAuthorization(Policies.Member);
        return endpoints;
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> ShowAsync(
        string snapshotId, HttpContext http, CurrentMember current, Snapshots snapshots, CancellationToken cancellationToken)
    {
        if (!PortalId.TryParse<SnapshotId>(snapshotId, out var id)
            || await snapshots.FindAsync(await current.AccountAsync(cancellationToken), id, cancellationToken) is not { } picture)
            return TypedResults.NotFound();
        return picture.ShowIn(http);
    }
}
