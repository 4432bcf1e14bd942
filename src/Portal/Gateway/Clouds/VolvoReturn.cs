using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Accounts;
using Portal.Client.Accounts;

namespace Portal.Gateway.Clouds;

/// <summary><c>GET /clouds/volvo/back</c>: where Volvo sends an owner back to. It answers with a page without what came in the address.</summary>
internal static class VolvoReturn
{
    public const string Path = "/clouds/volvo/back";

    public static void MapVolvoReturn(this IEndpointRouteBuilder endpoints) => endpoints.MapGet(Path, TakeAsync).RequireAuthorization(Policies.Member);

    private static async Task<RedirectHttpResult> TakeAsync(
        string? state, string? code, CurrentMember current, VolvoLinks links, CancellationToken cancellationToken)
    {
        var session = await current.SessionAsync(cancellationToken);
        var page = session is not null && state is not null ? await links.TakeAsync(session, state, code, cancellationToken) : null;
        return TypedResults.LocalRedirect(page ?? "/access-points");
    }
}
