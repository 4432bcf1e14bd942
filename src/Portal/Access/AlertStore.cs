using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about alerts, as members reach them (S28).</summary>
internal static class AlertStore
{
    /// <summary>What is not cleared: the urgent first, of those the ones that nobody has taken, then the worst, then the newest.</summary>
    public static IReadOnlyList<AlertView> List(DbConnection connection, AccountId? account) =>
        connection.Query<Row>(
                $"""
                SELECT alert.id, alert.kind, alert.state, alert.access_point_id, access_point.name AS access_point_name, alert.opened_at,
                       alert.late, taker.name AS acknowledged_by, alert.delivery_id, alert.urgent, alert.did, alert.reason, member.role
                FROM alert {Membership.Of("alert")}
                JOIN access_point ON access_point.id = alert.access_point_id
                LEFT JOIN account taker ON taker.id = alert.acknowledged_by
                WHERE alert.state <> 'cleared'
                ORDER BY alert.opened_at DESC
                """,
                new { account })
            .Select(row => row.ToView())
            .OrderByDescending(alert => alert.Urgent)
            .ThenBy(alert => alert.State is AlertState.Acknowledged)
            .ThenBy(alert => alert.Kind)
            .ToList();

    /// <summary>Whose alert it is and what the member may do there; null for a stranger's.</summary>
    public static AlertPlace? FindPlace(DbConnection connection, AccountId? account, AlertId alert) =>
        connection.QuerySingleOrDefault<AlertPlace>(
            $"""
            SELECT alert.household_id, alert.access_point_id, alert.device_id, alert.kind, alert.state, member.role
            FROM alert {Membership.Of("alert")} WHERE alert.id = @alert
            """,
            new { account, alert });

    public static void Acknowledge(Transaction tx, AlertId alert, AccountId by, DateTimeOffset now) =>
        tx.Connection.Execute(
            "UPDATE alert SET state = 'acknowledged', acknowledged_by = @by, acknowledged_at = @now WHERE id = @alert AND state = 'open'",
            new { alert, by, now });

    /// <summary>Notes what the portal does about it; true the first time.</summary>
    public static bool Did(Transaction tx, AlertId alert, AlertDeed deed) =>
        tx.Connection.Execute(
            """
            UPDATE alert SET did = trim(did || ' ' || @word) WHERE id = @alert AND instr(' ' || did || ' ', ' ' || @word || ' ') = 0
            """,
            new { alert, word = Words.Of(deed) }) == 1;

    /// <summary>Deeds as they are stored.</summary>
    public static string Text(IEnumerable<AlertDeed> deeds) => string.Join(' ', deeds.Select(deed => Words.Of(deed)));

    private sealed class Row
    {
        public AlertId Id { get; init; }

        public string Kind { get; init; } = "";

        public string State { get; init; } = "";

        public AccessPointId AccessPointId { get; init; }

        public string AccessPointName { get; init; } = "";

        public DateTimeOffset OpenedAt { get; init; }

        public bool Late { get; init; }

        public string? AcknowledgedBy { get; init; }

        public DeliveryId? DeliveryId { get; init; }

        public bool Urgent { get; init; }

        public string Did { get; init; } = "";

        public string? Reason { get; init; }

        public string Role { get; init; } = "";

        public AlertView ToView() => new()
        {
            Id = Id,
            Kind = Words.Parse<AlertKind>(Kind),
            State = Words.Parse<AlertState>(State),
            Role = Words.Parse<MemberRole>(Role),
            AccessPointId = AccessPointId,
            AccessPointName = AccessPointName,
            OpenedAt = OpenedAt,
            Late = Late,
            AcknowledgedBy = AcknowledgedBy,
            DeliveryId = DeliveryId,
            Urgent = Urgent,
            Reason = Reason,
            Did = [.. Did.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Words.Parse<AlertDeed>)],
        };
    }
}

/// <summary>Where an alert is, and the role of the member who asks.</summary>
internal sealed class AlertPlace
{
    public HouseholdId HouseholdId { get; init; }

    public AccessPointId AccessPointId { get; init; }

    public DeviceId? DeviceId { get; init; }

    public string Kind { get; init; } = "";

    public string State { get; init; } = "";

    public string Role { get; init; } = "";
}
