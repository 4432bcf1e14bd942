using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Notifications;

namespace Portal.Notifications;

/// <summary>
/// What the browser's worker says on its own, without a page: that it showed a message, and what was answered on it. A live session is
/// needed and no step-up; unlocking is not among the answers (S25).
/// </summary>
internal static class NoticeEndpoints
{
    private const long LargestBody = 1024;

    /// <summary>Two addresses of a push service are in it.</summary>
    private const long LargestRenewal = 8 * 1024;

    public static void MapNotices(this IEndpointRouteBuilder endpoints)
    {
        var notices = endpoints.MapGroup("/notices").RequireAuthorization(Policies.Member).AddEndpointFilter(FromOurOwnPagesAsync);
        notices.MapPost("/heard", HeardAsync).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestBody));
        notices.MapPost("/key", (NoticeMeans means) => TypedResults.Json(new KeyBody(means.PushKey), PortalJson.Options));
        notices.MapPost("/renewed", RenewedAsync).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestRenewal));
        notices.MapPost("/answer", AnswerAsync).WithMetadata(new Microsoft.AspNetCore.Mvc.RequestSizeLimitAttribute(LargestBody));
    }

    /// <summary>
    /// A form of another site cannot send JSON, and no other site has our origin; the cookie is not sent from there either (SameSite). A
    /// worker has no page whose form's token it could send.
    /// </summary>
    private static async ValueTask<object?> FromOurOwnPagesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext.Request;
        var publicUrl = context.HttpContext.RequestServices.GetRequiredService<PublicUrl>();
        return request.HasJsonContentType() && request.Headers.Origin is [var origin] && string.Equals(origin, publicUrl.Origin, StringComparison.OrdinalIgnoreCase)
            ? await next(context)
            : Problems.Of(StatusCodes.Status403Forbidden, "foreign_origin", "Answer from the portal's own pages.");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> HeardAsync(
        HeardBody body, CurrentMember member, PushBrowsers browsers, CancellationToken cancellationToken) =>
        await member.AccountAsync(cancellationToken) is { } account
        && PortalId.TryParse<PushBrowserId>(body.To, out var browser)
        && await browsers.HeardAsync(account, browser, cancellationToken)
            ? TypedResults.NoContent()
            : NotFound();

    /// <summary>The browser's push service has given it another place: unsaid, it would be told nothing any more.</summary>
    private static async Task<Results<NoContent, ProblemHttpResult>> RenewedAsync(
        RenewedBody body, HttpRequest request, CurrentMember member, PushBrowsers browsers, CancellationToken cancellationToken)
    {
        if (await member.SessionAsync(cancellationToken) is not { } session)
            return NotFound();
        var said = new BrowserKeys
        {
            Endpoint = body.Endpoint ?? "",
            PublicKey = body.PublicKey ?? "",
            AuthSecret = body.AuthSecret ?? "",
            Name = BrowserName.Of(request.Headers.UserAgent),
        };
        return await browsers.AddAsync(session, said, body.Before, cancellationToken) == AddBrowserOutcome.Added
            ? TypedResults.NoContent()
            : Problems.Of(StatusCodes.Status400BadRequest, "invalid_field", "endpoint: send what the browser's push service gave.");
    }

    private static async Task<Results<JsonHttpResult<AnswerBody>, ProblemHttpResult>> AnswerAsync(
        ActBody body, IHouseholdDeliveries deliveries, IHouseholdAccess access, CancellationToken cancellationToken)
    {
        if (!Words.TryParse<NoticeAct>(body.Act, out var act))
            return Problems.Of(StatusCodes.Status400BadRequest, "invalid_field", "act: send approve, decline or acknowledge.");
        if (act == NoticeAct.Acknowledge)
        {
            if (!PortalId.TryParse<AlertId>(body.Alert, out var alert))
                return NotFound();
            return Told(NoticeWords.Answer(await access.AcknowledgeAsync(alert, cancellationToken)));
        }

        if (!PortalId.TryParse<DeliveryId>(body.Delivery, out var delivery)
            || await deliveries.FindAsync(delivery, cancellationToken) is not { Delivery: var asked })
            return NotFound();
        return Told(NoticeWords.Answer(act, await AnswerDeliveryAsync(act, asked, deliveries, cancellationToken)));
    }

    private static async Task<DeliveryOutcome> AnswerDeliveryAsync(
        NoticeAct act, DeliveryView asked, IHouseholdDeliveries deliveries, CancellationToken cancellationToken)
    {
        if (act == NoticeAct.Decline)
            return await deliveries.DeclineAsync(asked.Id, NoticeWords.Declined, cancellationToken);

        // One window is a yes or a no; of several the person chooses on the page.
        return asked is { State: DeliveryState.Requested, ProposedWindows: [var window] }
            ? await deliveries.ApproveAsync(asked.Id, window, cancellationToken)
            : DeliveryOutcome.NoLongerPossible;
    }

    private static JsonHttpResult<AnswerBody> Told(string said) => TypedResults.Json(new AnswerBody(said), PortalJson.Options);

    private static ProblemHttpResult NotFound() => Problems.Of(StatusCodes.Status404NotFound, "not_found", "There is no such thing.");

    /// <param name="To">The browser that was told, as the message named it.</param>
    private sealed record HeardBody(string? To);

    /// <param name="Key">What a browser needs to subscribe.</param>
    private sealed record KeyBody(string Key);

    /// <param name="Before">Where the browser was reached; null when it does not know.</param>
    /// <param name="Endpoint">Where it is reached from now on.</param>
    /// <param name="PublicKey">Its key.</param>
    /// <param name="AuthSecret">What it shares with the portal alone.</param>
    private sealed record RenewedBody(string? Before, string? Endpoint, string? PublicKey, string? AuthSecret);

    /// <param name="Act">What was answered.</param>
    /// <param name="Alert">To which alert.</param>
    /// <param name="Delivery">To which delivery.</param>
    private sealed record ActBody(string? Act, string? Alert = null, string? Delivery = null);

    /// <param name="Said">What became of it, to be shown in the place of the question.</param>
    private sealed record AnswerBody(string Said);
}
