using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Access;

/// <summary><c>GET /car-photos/{id}</c>: the photo of a car, to the members of its household (S38).</summary>
internal static class CarPhotoEndpoint
{
    public static IEndpointRouteBuilder MapCarPhotos(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/car-photos/{carPhotoId}", ShowAsync).RequireAuthorization(Policies.Member);
        return endpoints;
    }

    private static async Task<Results<FileContentHttpResult, NotFound>> ShowAsync(
        string carPhotoId, HttpContext http, CurrentMember current, Database database, CancellationToken cancellationToken)
    {
        if (!PortalId.TryParse<CarPhotoId>(carPhotoId, out var id))
            return TypedResults.NotFound();
        var account = await current.AccountAsync(cancellationToken);
        return await database.ReadAsync(connection => CarPhotoStore.Find(connection, account, id), cancellationToken) is { } picture
            ? picture.ShowIn(http)
            : TypedResults.NotFound();
    }
}
