using System.Data.Common;
using Dapper;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// Guessing at keypads (S11): misses are rows, counted in the transaction that denies, so that no restart forgets one. It is the keypad
/// that rests; the driver page and the owner go on.
/// </summary>
internal sealed class Keypads(Alerts alerts, LedgerWriter ledger)
{
    public static bool Rests(DbConnection connection, DeviceId keypad, DateTimeOffset now) => Find(connection, keypad).Rests(now);

    /// <summary>A code that is none of this place's.</summary>
    public void Miss(Transaction tx, DeviceContext keypad, DateTimeOffset now)
    {
        Save(tx, keypad.Device, Find(tx.Connection, keypad.Device).Miss(now));
        ChangeCodes(tx, keypad, now);
    }

    /// <summary>A right code that was granted, for the first time: what it is typed again for in its 60 s forgives nothing more.</summary>
    public static void Succeed(Transaction tx, DeviceId keypad) =>
        tx.Connection.Execute("DELETE FROM keypad WHERE device_id = @keypad", new { keypad });

    /// <summary>Every tenth miss inside a window makes its code anew, and the owner is asked to look.</summary>
    private void ChangeCodes(Transaction tx, DeviceContext keypad, DateTimeOffset now)
    {
        var changed = tx.Connection.Query<GrantMisses>(
                """
                UPDATE access_grant SET misses = misses + 1
                WHERE access_point_id = @AccessPoint AND state = 'ready' AND not_before <= @now AND @now < not_after
                RETURNING id, delivery_id, misses
                """,
                new { keypad.AccessPoint, now })
            .Where(grant => grant.Misses % KeypadTries.CodeChange == 0)
            .ToList();
        foreach (var grant in changed)
        {
            OfflinePins.Renew(tx, grant.Id);
            ledger.Append(tx, now, keypad.Entry(EntryKinds.CodeChanged, Actor.Portal, now) with { Delivery = grant.DeliveryId });
        }

        if (changed.Count > 0)
            alerts.Raise(tx, keypad, AlertKind.WrongCodeLimit, late: false, now, AlertDeed.CodeChanged);
    }

    private static KeypadTries Find(DbConnection connection, DeviceId keypad) =>
        connection.QuerySingleOrDefault<Row>("SELECT misses, last_miss_at FROM keypad WHERE device_id = @keypad", new { keypad }) is { } row
            ? new KeypadTries(row.Misses, row.LastMissAt)
            : KeypadTries.None;

    private static void Save(Transaction tx, DeviceId keypad, KeypadTries tries) =>
        tx.Connection.Execute(
            """
            INSERT INTO keypad (device_id, misses, last_miss_at) VALUES (@keypad, @Misses, @LastMissAt)
            ON CONFLICT (device_id) DO UPDATE SET misses = excluded.misses, last_miss_at = excluded.last_miss_at
            """,
            new { keypad, tries.Misses, tries.LastMissAt });

    private sealed class Row
    {
        public int Misses { get; init; }

        public DateTimeOffset LastMissAt { get; init; }
    }

    private sealed class GrantMisses
    {
        public GrantId Id { get; init; }

        public DeliveryId DeliveryId { get; init; }

        public int Misses { get; init; }
    }
}
