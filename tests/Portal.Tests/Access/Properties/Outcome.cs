using System.Data.Common;
using Dapper;
using Portal.Client.Access;
using Portal.Client.Deliveries;

namespace Portal.Tests.Access.Properties;

/// <summary>
/// What an opening came to, without the mark <em>late</em>: states, the steps with the device's own times, what is shown in the end, and
/// the alerts that are open in the end.
/// </summary>
internal sealed record Outcome
{
    public required string Delivery { get; init; }

    public required string Grant { get; init; }

    public required string Opening { get; init; }

    public required string Steps { get; init; }

    public required string Shown { get; init; }

    /// <summary>Of those that last: it stands open, is not secured, is not heard. An alarm of the moment is not raised late.</summary>
    public required string Alerts { get; init; }

    public static Outcome Of(DbConnection connection, Neighbour home, DeliveryId delivery, AccessPointState state, DateTimeOffset began)
    {
        var row = connection.QuerySingle<Row>(
            """
            SELECT delivery.state AS delivery, delivery.reason, access_grant.state AS "grant", opening.state AS opening,
                   opening.unlocked_at, opening.opened_at, opening.closed_at, opening.secured_at
            FROM delivery JOIN access_grant ON access_grant.delivery_id = delivery.id JOIN opening ON opening.grant_id = access_grant.id
            WHERE delivery.id = @delivery
            """,
            new { delivery });
        var alerts = connection.Query<string>(
            """
            SELECT kind FROM alert WHERE access_point_id = @Place AND state <> 'cleared'
                                     AND kind IN ('left_open', 'not_relocked', 'device_silent') ORDER BY kind
            """,
            new { home.Place });
        return new Outcome
        {
            Delivery = $"{row.Delivery} {row.Reason}",
            Grant = row.Grant,
            Opening = row.Opening,
            Steps = string.Join(' ', new[] { row.UnlockedAt, row.OpenedAt, row.ClosedAt, row.SecuredAt }.Select(at => (at - began)?.TotalSeconds)),
            Shown = $"{state.Lock} {state.Door}",
            Alerts = string.Join(' ', alerts),
        };
    }

    private sealed class Row
    {
        public string Delivery { get; init; } = "";

        public string? Reason { get; init; }

        public string Grant { get; init; } = "";

        public string Opening { get; init; } = "";

        public DateTimeOffset? UnlockedAt { get; init; }

        public DateTimeOffset? OpenedAt { get; init; }

        public DateTimeOffset? ClosedAt { get; init; }

        public DateTimeOffset? SecuredAt { get; init; }
    }
}
