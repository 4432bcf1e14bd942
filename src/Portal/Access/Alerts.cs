using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>Raises and clears alerts, each inside the transaction that has the reason. The same condition is one alert until it clears.</summary>
internal sealed class Alerts(LedgerWriter ledger)
{
    /// <param name="tx">The transaction that has the reason.</param>
    /// <param name="device">Where it is; its opening and delivery are noted with the alert.</param>
    /// <param name="kind">Which condition.</param>
    /// <param name="late">It came due while nobody looked.</param>
    /// <param name="now">When the portal knew.</param>
    /// <param name="did">What the portal does about it by itself.</param>
    public void Raise(
        Transaction tx, DeviceContext device, AlertKind kind, bool late, DateTimeOffset now, params IReadOnlyList<AlertDeed> did) =>
        Raise(tx, device, kind, reason: null, late, now, did);

    /// <summary>The same, with the reason in the words of the contracts.</summary>
    public void RaiseFor(Transaction tx, DeviceContext device, AlertKind kind, string reason, bool late, DateTimeOffset now) =>
        Raise(tx, device, kind, reason, late, now, []);

    private void Raise(
        Transaction tx, DeviceContext device, AlertKind kind, string? reason, bool late, DateTimeOffset now, IReadOnlyList<AlertDeed> did)
    {
        var id = PortalId.New<AlertId>(now);
        var urgent = AlertRules.IsUrgent(kind, device.Opening is not null);
        var raised = tx.Connection.Execute(
            """
            INSERT INTO alert (id, household_id, access_point_id, device_id, opening_id, delivery_id, kind, urgent, state, late, opened_at, did, reason)
            VALUES (@id, @Household, @AccessPoint, @Device, @opening, @delivery, @word, @urgent, 'open', @late, @now, @deeds, @reason)
            ON CONFLICT (access_point_id, kind) WHERE state <> 'cleared' DO NOTHING
            """,
            new
            {
                id,
                device.Household,
                device.AccessPoint,
                device.Device,
                opening = device.Opening?.Id,
                delivery = device.Opening?.Delivery,
                word = Words.Of(kind),
                urgent,
                late,
                now,
                deeds = AlertStore.Text(did),
                reason,
            });
        if (raised == 0)
            return;
        ledger.Append(tx, now, device.Entry(EntryKinds.AlertOpened, Actor.Portal, now, Data(id, kind), late));
        if (urgent)
            Timers.Set(tx, TimerKind.AlertEscalates, id.Value, now + Escalation.Steps[0]);
    }

    public void Clear(Transaction tx, DeviceContext device, AlertKind kind, DateTimeOffset now)
    {
        var cleared = tx.Connection.QuerySingleOrDefault<AlertId?>(
            """
            UPDATE alert SET state = 'cleared', cleared_at = @now
            WHERE access_point_id = @AccessPoint AND kind = @word AND state <> 'cleared' RETURNING id
            """,
            new { device.AccessPoint, word = Words.Of(kind), now });
        if (cleared is { } id)
            End(tx, id, device.Entry(EntryKinds.AlertCleared, Actor.Portal, now, Data(id, kind)), now);
    }

    /// <summary>Clears what must not end unseen, if somebody has taken it.</summary>
    public void ClearTaken(Transaction tx, DeviceContext device, AlertKind kind, DateTimeOffset now)
    {
        var cleared = tx.Connection.QuerySingleOrDefault<AlertId?>(
            """
            UPDATE alert SET state = 'cleared', cleared_at = @now
            WHERE access_point_id = @AccessPoint AND kind = @word AND state = 'acknowledged' RETURNING id
            """,
            new { device.AccessPoint, word = Words.Of(kind), now });
        if (cleared is { } id)
            End(tx, id, device.Entry(EntryKinds.AlertCleared, Actor.Portal, now, Data(id, kind)), now);
    }

    /// <summary>Clears one that a member has just taken; its device may be gone.</summary>
    public void ClearTaken(Transaction tx, AlertId alert, AlertPlace place, DateTimeOffset now)
    {
        tx.Connection.Execute("UPDATE alert SET state = 'cleared', cleared_at = @now WHERE id = @alert", new { alert, now });
        var entry = new NewEntry
        {
            Kind = EntryKinds.AlertCleared,
            Actor = Actor.Portal,
            At = now,
            Household = place.HouseholdId,
            AccessPoint = place.AccessPointId,
            Device = place.DeviceId,
            Data = Data(alert, Words.Parse<AlertKind>(place.Kind)),
        };
        End(tx, alert, entry, now);
    }

    /// <summary>A device was released: nobody would ever tell that what it said has ended.</summary>
    public void ClearOf(Transaction tx, DeviceId device, DateTimeOffset now)
    {
        var live = tx.Connection.Query<(AlertId Id, HouseholdId HouseholdId, AccessPointId AccessPointId, string Kind)>(
            "SELECT id, household_id, access_point_id, kind FROM alert WHERE device_id = @device AND state <> 'cleared' ORDER BY id", new { device });
        foreach (var (id, household, accessPoint, kind) in live.AsList())
            ClearTaken(tx, id, new AlertPlace { HouseholdId = household, AccessPointId = accessPoint, DeviceId = device, Kind = kind }, now);
    }

    private void End(Transaction tx, AlertId alert, NewEntry entry, DateTimeOffset now)
    {
        Timers.Cancel(tx, TimerKind.AlertEscalates, alert.Value);
        ledger.Append(tx, now, entry);
    }

    private static string Data(AlertId id, AlertKind kind) => LedgerData.Of(new { alert = id, kind });
}
