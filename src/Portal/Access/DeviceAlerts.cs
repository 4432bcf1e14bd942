using Dapper;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>What the portal concludes about a device itself: its silence, its contradictions, its clock, a key used twice.</summary>
internal sealed class DeviceAlerts(Alerts alerts, LedgerWriter ledger)
{
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(15);

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
        alerts.Raise(tx, device, AlertKind.KeyUsedTwice, late: false, now);
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
            alerts.Raise(tx, device, AlertKind.DeviceSilent, late: false, now, AlertDeed.Held);
            Timers.Set(tx, TimerKind.SilentTooLong, opening.Id.Value, now + LongestSilence);
        }
        else if (DeviceStore.IsWindowOpen(tx.Connection, device.AccessPoint, now))
        {
            alerts.Raise(tx, device, AlertKind.DeviceSilent, late: false, now);
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

    /// <summary>Follows what heartbeats alone tell: a battery, a clock, tampering that no event has told of.</summary>
    public void Compare(Transaction tx, DeviceContext before, DeviceContext device, DateTimeOffset now)
    {
        if (device.ClockSuspect != before.ClockSuspect)
            Set(tx, device, AlertKind.ClockSkew, device.ClockSuspect, now);
        if (AlertRules.IsLow(device.BatteryPercent) && !AlertRules.IsLow(before.BatteryPercent))
            alerts.Raise(tx, device, AlertKind.LowBattery, late: false, now);
        else if (AlertRules.IsEnoughAgain(before.BatteryPercent, device.BatteryPercent))
            alerts.Clear(tx, device, AlertKind.LowBattery, now);
        if (device.Facts.Tampered && !before.Facts.Tampered)
            alerts.Raise(tx, device, AlertKind.Tamper, late: false, now);
    }

    /// <summary>A car that drives or has left its zone while a window is open.</summary>
    public void FollowCar(Transaction tx, DeviceContext device, DateTimeOffset now)
    {
        if (device.Kind == AccessPointKind.Trunk && DeviceStore.IsWindowOpen(tx.Connection, device.AccessPoint, now))
        {
            var place = GrantStore.Place(tx.Connection, device.AccessPoint, device.Device).ToFacts(now);
            Set(tx, device, AlertKind.CarMoved, AlertRules.IsAway(place), now);
        }
    }

    private void Set(Transaction tx, DeviceContext device, AlertKind kind, bool isSo, DateTimeOffset now)
    {
        if (isSo)
            alerts.Raise(tx, device, kind, late: false, now);
        else
            alerts.Clear(tx, device, kind, now);
    }

    private void Unknown(Transaction tx, DeviceContext device, DeviceFacts lastKnown, string reason, DateTimeOffset now)
    {
        var data = LedgerData.Of(new { reason, @lock = lastKnown.Lock, door = lastKnown.Door });
        var position = ledger.Append(tx, now, device.Entry(EntryKinds.StateUnknown, Actor.Portal, now, data));
        DeviceStore.Changed(tx, device.Device, now, position);
    }
}
