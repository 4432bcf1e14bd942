using Dapper;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>What the portal concludes from a device's word or its silence, beside the steps of an opening.</summary>
internal sealed class DeviceAlerts(Alerts alerts, LedgerWriter ledger)
{
    private const int LowBatteryPercent = 15;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Raises and clears what one event calls for. A late one raises nothing (it is never treated as if it happened now), but clears.
    /// </summary>
    /// <param name="tx">The transaction of the batch.</param>
    /// <param name="device">The device as it stands after the batch.</param>
    /// <param name="one">The event.</param>
    /// <param name="now">When it arrived.</param>
    public void Follow(Transaction tx, DeviceContext device, ReceivedEvent one, DateTimeOffset now)
    {
        foreach (var cleared in ClearedBy(one.Said.Kind))
            alerts.Clear(tx, device, cleared, now);
        if (!one.Late && Raised(device, one, now) is { } raised)
            alerts.Raise(tx, device, raised, IsUrgent(raised, device), late: false, now);
    }

    /// <summary>One number with two contents: nothing more is taken from this device until an owner has looked (S21).</summary>
    public void Quarantine(Transaction tx, DeviceContext device, DateTimeOffset now)
    {
        tx.Connection.Execute("UPDATE device SET state = 'quarantined' WHERE id = @Device", new { device.Device });
        tx.Connection.Execute(
            """
            UPDATE device_state SET lock_until = NULL, door_until = NULL, believed_until = NULL, silent = 1 WHERE device_id = @Device
            """,
            new { device.Device });
        ledger.Append(tx, now, device.Entry(EntryKinds.DeviceQuarantined, Actor.Portal, now));
        alerts.Raise(tx, device, AlertKind.KeyUsedTwice, urgent: false, late: false, now);
    }

    /// <summary>What was said may no longer be believed: unknown, as an event; in an opening, loud (S02, S06).</summary>
    /// <param name="tx">The transaction that took the belief away.</param>
    /// <param name="device">As it stands after it.</param>
    /// <param name="lastKnown">What had been believed.</param>
    /// <param name="now">When the belief ended.</param>
    public void FellSilent(Transaction tx, DeviceContext device, DeviceFacts lastKnown, DateTimeOffset now)
    {
        Unknown(tx, device, lastKnown, "silent", now);
        if (device.Opening is { } opening)
        {
            alerts.Raise(tx, device, AlertKind.DeviceSilent, urgent: true, late: false, now);
            Timers.Set(tx, TimerKind.SilentTooLong, opening.Id.Value, now + LongestSilence);
        }
        else if (DeviceStore.IsWindowOpen(tx.Connection, device.AccessPoint, now))
        {
            alerts.Raise(tx, device, AlertKind.DeviceSilent, urgent: false, late: false, now);
        }
    }

    /// <summary>A heartbeat said otherwise than the last signed report: unknown until the next one.</summary>
    public void Contradicted(Transaction tx, DeviceContext device, DateTimeOffset now) =>
        Unknown(tx, device, device.Facts, "contradicted", now);

    /// <summary>A device that had been silent is believed again.</summary>
    public void HeardAgain(Transaction tx, DeviceContext device, DateTimeOffset now)
    {
        var position = ledger.Append(tx, now, device.Entry(EntryKinds.DeviceOnline, Actor.Portal, now));
        DeviceStore.Changed(tx, device.Device, now, position);
        alerts.Clear(tx, device, AlertKind.DeviceSilent, now);
        if (device.Opening is not { } opening)
            return;
        Timers.Cancel(tx, TimerKind.SilentTooLong, opening.Id.Value);
        Timers.Cancel(tx, TimerKind.ContactLost, opening.Id.Value);
    }

    private void Unknown(Transaction tx, DeviceContext device, DeviceFacts lastKnown, string reason, DateTimeOffset now)
    {
        var data = LedgerData.Of(new { reason, @lock = lastKnown.Lock, door = lastKnown.Door });
        var position = ledger.Append(tx, now, device.Entry(EntryKinds.StateUnknown, Actor.Portal, now, data));
        DeviceStore.Changed(tx, device.Device, now, position);
    }

    private static AlertKind[] ClearedBy(string kind) => kind switch
    {
        EventKinds.TamperCleared => [AlertKind.Tamper],
        EventKinds.Locked => [AlertKind.Jammed, AlertKind.NotRelocked],
        EventKinds.Unlocked => [AlertKind.Jammed],
        EventKinds.DoorClosed or EventKinds.DoorOpened => [AlertKind.Obstructed],
        _ => [],
    };

    private static AlertKind? Raised(DeviceContext device, ReceivedEvent one, DateTimeOffset now) => one.Said.Kind switch
    {
        EventKinds.Tamper => AlertKind.Tamper,
        EventKinds.LockJammed => AlertKind.Jammed,
        EventKinds.DoorObstructed => AlertKind.Obstructed,
        EventKinds.DoorForcedOpen => AlertKind.ForcedOpen,
        EventKinds.DoorOpened when IsForced(device, one.Before, now) => AlertKind.ForcedOpen,
        EventKinds.WrongCodeLimit => AlertKind.WrongCodeLimit,
        EventKinds.Battery when one.Said.BatteryPercent <= LowBatteryPercent => AlertKind.LowBattery,
        _ => null,
    };

    /// <summary>The contact opens while the bolt is freshly reported thrown, outside any opening of ours.</summary>
    private static bool IsForced(DeviceContext device, DeviceFacts before, DateTimeOffset now) =>
        device.Opening is null && device.Meaning.NeedsLock && before.LockNow(now) == LockState.Locked;

    private static bool IsUrgent(AlertKind kind, DeviceContext device) => kind switch
    {
        AlertKind.ForcedOpen or AlertKind.Tamper or AlertKind.LeftOpen => true,
        AlertKind.DeviceSilent or AlertKind.Jammed or AlertKind.Obstructed => device.Opening is not null,
        AlertKind.NotRelocked or AlertKind.LowBattery or AlertKind.ClockSkew or AlertKind.WrongCodeLimit or AlertKind.CarMoved
            or AlertKind.GrantReplayed or AlertKind.KeyUsedTwice => false,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such alert."),
    };
}
