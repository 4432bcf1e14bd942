using Dapper;
using Portal.Client;
using Portal.Client.Access;
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
    /// <param name="urgent">It goes through quiet hours and on to the next member.</param>
    /// <param name="late">It came due while nobody looked.</param>
    /// <param name="now">When the portal knew.</param>
    public void Raise(Transaction tx, DeviceContext device, AlertKind kind, bool urgent, bool late, DateTimeOffset now)
    {
        var id = PortalId.New<AlertId>(now);
        var raised = tx.Connection.Execute(
            """
            INSERT INTO alert (id, household_id, access_point_id, device_id, opening_id, delivery_id, kind, urgent, state, late, opened_at)
            VALUES (@id, @Household, @AccessPoint, @Device, @opening, @delivery, @word, @urgent, 'open', @late, @now)
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
            });
        if (raised == 1)
            ledger.Append(tx, now, device.Entry(EntryKinds.AlertOpened, Actor.Portal, now, Data(id, kind), late));
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
            ledger.Append(tx, now, device.Entry(EntryKinds.AlertCleared, Actor.Portal, now, Data(id, kind)));
    }

    private static string Data(AlertId id, AlertKind kind) => LedgerData.Of(new { alert = id, kind });
}
