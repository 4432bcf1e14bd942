using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>Nobody has taken an urgent alert: it goes on to the next, as one entry for each person who is asked.</summary>
internal sealed class EscalationTimer(LedgerWriter ledger) : ITimerHandler
{
    public TimerKind Kind => TimerKind.AlertEscalates;

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        var alert = tx.Connection.QuerySingleOrDefault<Row>(
            """
            UPDATE alert SET escalated = escalated + 1 WHERE id = @subject AND state = 'open'
            RETURNING household_id, access_point_id, device_id, delivery_id, kind, opened_at, escalated
            """,
            new { subject });
        if (alert is null)
            return;
        foreach (var asked in Escalation.Asked(alert.Escalated, Members(tx, alert.HouseholdId)))
        {
            ledger.Append(tx, now, new NewEntry
            {
                Kind = EntryKinds.AlertEscalated,
                Actor = Actor.Portal,
                At = now,
                Household = alert.HouseholdId,
                AccessPoint = alert.AccessPointId,
                Device = alert.DeviceId,
                Delivery = alert.DeliveryId,
                Late = late,
                Data = LedgerData.Of(new { alert = subject, kind = alert.Kind, step = alert.Escalated, asked }),
            });
        }

        if (alert.Escalated < Escalation.Steps.Count)
            Timers.Set(tx, TimerKind.AlertEscalates, subject, alert.OpenedAt + Escalation.Steps[alert.Escalated]);
    }

    private static IEnumerable<EscalationMember> Members(Transaction tx, HouseholdId household) =>
        tx.Connection.Query<MemberRow>("SELECT account_id, role, joined_at FROM member WHERE household_id = @household", new { household })
            .Select(row => new EscalationMember(row.AccountId, Words.Parse<MemberRole>(row.Role), row.JoinedAt));

    private sealed class Row
    {
        public HouseholdId HouseholdId { get; init; }

        public AccessPointId AccessPointId { get; init; }

        public DeviceId? DeviceId { get; init; }

        public Client.Deliveries.DeliveryId? DeliveryId { get; init; }

        public string Kind { get; init; } = "";

        public DateTimeOffset OpenedAt { get; init; }

        public int Escalated { get; init; }
    }

    private sealed class MemberRow
    {
        public AccountId AccountId { get; init; }

        public string Role { get; init; } = "";

        public DateTimeOffset JoinedAt { get; init; }
    }
}
