using Microsoft.AspNetCore.Http.HttpResults;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;

namespace Portal.Live;

/// <summary><c>GET /api/me/…</c>: what <c>/live</c> tells, for programs that ask instead of listening.</summary>
internal static class MeEndpoints
{
    public static void MapMe(this IEndpointRouteBuilder endpoints)
    {
        var me = endpoints.MapGroup("/api/me").RequireAuthorization(Policies.Read);
        me.MapGet("/events", EventsAsync);
        me.MapGet("/access-points", AccessPointsAsync);
        me.MapGet("/deliveries", DeliveriesAsync);
        me.MapGet("/alerts", AlertsAsync);
    }

    private static async Task<Results<JsonHttpResult<EventPage>, ProblemHttpResult>> EventsAsync(
        CurrentMember member, LiveEntries entries, CancellationToken cancellationToken, long after = -1, int limit = LiveEntries.Most)
    {
        if (limit is < 1 or > LiveEntries.Most)
            return Problems.Of(StatusCodes.Status400BadRequest, "invalid_field", $"limit: send a whole number from 1 to {LiveEntries.Most}.");
        if (await member.AccountAsync(cancellationToken) is not { } account)
            return Problems.Of(StatusCodes.Status401Unauthorized, "signed_out", "Sign in again.");
        return TypedResults.Json(await entries.AfterAsync(account, after, limit, cancellationToken), PortalJson.Options);
    }

    private static async Task<JsonHttpResult<IEnumerable<AccessPointState>>> AccessPointsAsync(
        IHouseholdAccess access, CancellationToken cancellationToken)
    {
        var points = await access.ListAsync(cancellationToken);
        return TypedResults.Json(points.Select(point => point.State), PortalJson.Options);
    }

    private static async Task<JsonHttpResult<IEnumerable<CurrentDelivery>>> DeliveriesAsync(
        IHouseholdDeliveries deliveries, CancellationToken cancellationToken)
    {
        var current = await deliveries.ListCurrentAsync(cancellationToken);
        return TypedResults.Json(current.Select(one => new CurrentDelivery(one.Id, one.State, one.UpdatedAt)), PortalJson.Options);
    }

    private static async Task<JsonHttpResult<IEnumerable<CurrentAlert>>> AlertsAsync(
        IHouseholdAccess access, CancellationToken cancellationToken)
    {
        var alerts = await access.ListAlertsAsync(cancellationToken);
        return TypedResults.Json(
            alerts.Select(one => new CurrentAlert(one.Id, one.Kind, one.State, one.AccessPointId, one.OpenedAt)), PortalJson.Options);
    }

    /// <summary>A delivery that has not ended, in the words of <see cref="DeliveryChanged"/>.</summary>
    private sealed record CurrentDelivery(DeliveryId DeliveryId, DeliveryState State, DateTimeOffset At);

    /// <summary>An alert that is not over, in the words of <see cref="AlertChanged"/>.</summary>
    private sealed record CurrentAlert(AlertId AlertId, AlertKind Kind, AlertState State, AccessPointId AccessPointId, DateTimeOffset At);
}
