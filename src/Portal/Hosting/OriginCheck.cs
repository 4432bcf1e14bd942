using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Primitives;
using Portal.Client;

namespace Portal.Hosting;

/// <summary>
/// Rule S27: on hubs, circuits and their negotiation, whoever brings one of our cookies or any origin must come from our own pages.
/// A device or program with a token, no cookie and no origin passes.
/// </summary>
internal sealed class OriginCheck(RequestDelegate next, PublicUrl publicUrl, ILogger<OriginCheck> logger)
{
    private const string OurCookies = "__Host-portal";

    public Task InvokeAsync(HttpContext context)
    {
        if (!IsSocket(context) || IsAllowed(context.Request))
            return next(context);
        logger.ForeignOrigin(context.Request.Path);
        return Problems.Of(StatusCodes.Status403Forbidden, "foreign_origin", "Connect from the portal's own pages, or without cookie and origin.")
            .ExecuteAsync(context);
    }

    private bool IsAllowed(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (StringValues.IsNullOrEmpty(origin))
            return !request.Cookies.Any(cookie => cookie.Key.StartsWith(OurCookies, StringComparison.Ordinal));
        return origin.Count == 1 && string.Equals(origin[0], publicUrl.Origin, StringComparison.OrdinalIgnoreCase);
    }

    // Browsers send no origin with a plain GET of the same place, and the list of initializers is one: it starts nothing, tells nothing.
    private static bool IsSocket(HttpContext context) =>
        (context.Request.Path.StartsWithSegments("/_blazor", StringComparison.OrdinalIgnoreCase, out var rest) && rest != "/initializers")
        || (context.GetEndpoint()?.Metadata is { } metadata
            && (metadata.GetMetadata<HubMetadata>() is not null || metadata.GetMetadata<NegotiateMetadata>() is not null));
}
