using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// Takes belief away: from what was not said again in time (S02), and from everything at a start (S03) and when the clock has jumped (S19).
/// </summary>
internal sealed class Freshness(Database database, LedgerWriter ledger, DeviceAlerts alerts, TimeProvider time)
{
    private const int AtOnce = 200;

    /// <summary>How long after a start or a jump a device in an opening may stay unheard before that is loud (S06).</summary>
    private static readonly TimeSpan ReturnAfterStart = TimeSpan.FromSeconds(15);

    /// <summary>How long after it the device of an open window may stay unheard: it beats every 15 s and has to find us again.</summary>
    private static readonly TimeSpan ReturnInWindow = TimeSpan.FromSeconds(35);

    /// <summary>After a restart every state is unknown until its device has spoken again.</summary>
    public Task ForgetAllAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                Forget(tx, now);
                ledger.Append(tx, now, new NewEntry { Kind = EntryKinds.PortalStarted, Actor = Actor.Portal, At = now });
            },
            cancellationToken);
    }

    /// <summary>Nothing is believed until its device has spoken again: until when it was believed is a time that means nothing any more.</summary>
    public static void Forget(Transaction tx, DateTimeOffset now)
    {
        tx.Connection.Execute(
            """
            UPDATE device_state SET lock_until = NULL, door_until = NULL, believed_until = NULL, silent = 1, since = @now
            WHERE silent = 0 OR believed_until IS NOT NULL
            """,
            new { now });
        foreach (var opening in tx.Connection.Query<string>(
                     "SELECT id FROM opening WHERE state IN ('granted', 'unlocked', 'opened', 'closed')"))
            Timers.Set(tx, TimerKind.ContactLost, opening, now + ReturnAfterStart);
        foreach (var grant in tx.Connection.Query<string>(
                     "SELECT id FROM access_grant WHERE state = 'ready' AND not_before <= @now AND not_after > @now", new { now }))
            Timers.Set(tx, TimerKind.WindowBegins, grant, now + ReturnInWindow);
    }

    /// <summary>Turns to unknown what may no longer be believed at <paramref name="now"/>, each as an event.</summary>
    public Task ExpireAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            tx =>
            {
                var due = tx.Connection.Query<DeviceId>(
                    // What is believed for longer than any word lasts was said before the clock was set back (S19, DeviceFacts).
                    """
                    SELECT device_id FROM device_state
                    WHERE believed_until <= @now OR (believed_until > @now + 95000 AND believed_until > @now + (2 * interval_seconds + 65) * 1000)
                    ORDER BY believed_until LIMIT @AtOnce
                    """,
                    new { now, AtOnce });
                foreach (var id in due)
                    Expire(tx, id, now);
            },
            cancellationToken);

    private void Expire(Transaction tx, DeviceId id, DateTimeOffset now)
    {
        if (DeviceStore.Find(tx.Connection, id) is not { } before)
        {
            tx.Connection.Execute("UPDATE device_state SET believed_until = NULL WHERE device_id = @id", new { id });
            return;
        }

        var facts = before.Facts.Expire(now);
        var device = before with { Facts = facts, Silent = true };
        DeviceStore.Save(tx, device);
        alerts.FellSilent(tx, device, before.Facts, now);
    }
}
