using Dapper;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// 'While it was offline': what a device tells after the fact sounds no alarm, and is summed up in one entry once it has told it all.
/// </summary>
internal sealed class OfflineDigest(LedgerWriter ledger) : ITimerHandler
{
    /// <summary>A device sends what it kept in batches: the digest waits until none has come for so long.</summary>
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    public TimerKind Kind => TimerKind.WhileOffline;

    /// <summary>Keeps in mind that this event came late, if it says something about how things stood.</summary>
    public static void Note(Transaction tx, DeviceContext device, ReceivedEvent one, DateTimeOffset now)
    {
        if (!EventKinds.BearsState(one.Said.Kind) || one.Said.Epoch != device.Epoch)
            return;
        tx.Connection.Execute(
            """
            UPDATE device_state SET late_from_seq = min(coalesce(late_from_seq, @Seq), @Seq), late_to_seq = max(coalesce(late_to_seq, @Seq), @Seq)
            WHERE device_id = @Device
            """,
            new { device.Device, one.Said.Seq });
        Timers.Set(tx, TimerKind.WhileOffline, device.Device.Value, now + Quiet);
    }

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (DeviceStore.Find(tx.Connection, DeviceId.From(subject)) is not { } device)
            return;
        var told = tx.Connection.Query<(string Kind, long Times)>(
            """
            SELECT event.kind, count(*) FROM device_event event
            JOIN device_state state ON state.device_id = event.device_id AND event.seq BETWEEN state.late_from_seq AND state.late_to_seq
            WHERE event.device_id = @Device AND event.epoch = @Epoch AND event.late
            GROUP BY event.kind
            """,
            new { device.Device, device.Epoch }).ToDictionary(one => one.Kind, one => one.Times, StringComparer.Ordinal);
        tx.Connection.Execute(
            "UPDATE device_state SET late_from_seq = NULL, late_to_seq = NULL WHERE device_id = @Device", new { device.Device });
        var data = LedgerData.Of(new
        {
            opened = told.GetValueOrDefault(EventKinds.DoorOpened),
            forced = told.GetValueOrDefault(EventKinds.DoorForcedOpen),
            tampered = told.GetValueOrDefault(EventKinds.Tamper),
            jammed = told.GetValueOrDefault(EventKinds.LockJammed),
            events = told.Values.Sum(),
        });
        ledger.Append(tx, now, device.Entry(EntryKinds.WhileOffline, Actor.Portal, now, data, late: true) with { Delivery = null });
    }
}
