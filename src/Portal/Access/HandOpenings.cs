using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// The resident opens the own door, the car owner the own trunk: one entry 'opened by hand', no alert and no grant used up. Standing open is
/// watched only where an owner switched that on.
/// </summary>
internal sealed class HandOpenings(Alerts alerts, LedgerWriter ledger) : ITimerHandler
{
    public TimerKind Kind => TimerKind.LeftOpenByHand;

    /// <summary>Whether the device names a hand, a key or itself as the cause.</summary>
    public static bool IsSaidToBeByHand(string? source) => source is EventSources.Manual or EventSources.Key or EventSources.Auto;

    /// <summary>Takes an event in that belongs to no opening of ours and is no alarm.</summary>
    public void Follow(Transaction tx, DeviceContext device, ReceivedEvent one, DateTimeOffset now)
    {
        if (one.Said.Kind == EventKinds.DoorOpened && (one.Said.Source is null || IsSaidToBeByHand(one.Said.Source)))
            Enter(tx, device, one, now);
        if (one.Late || !device.WatchesHandOpenings || !one.IsNewest)
            return;
        if (one.Said.Kind == EventKinds.DoorOpened)
            Timers.Set(tx, TimerKind.LeftOpenByHand, device.Device.Value, one.At + device.LeftOpenAfter);
        else if (one.Said.Kind == EventKinds.DoorClosed)
            Timers.Cancel(tx, TimerKind.LeftOpenByHand, device.Device.Value);
    }

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (DeviceStore.Find(tx.Connection, DeviceId.From(subject)) is { WatchesHandOpenings: true, Facts.Door: DoorState.Open } device)
            alerts.Raise(tx, device, AlertKind.LeftOpen, late, now);
    }

    private void Enter(Transaction tx, DeviceContext device, ReceivedEvent one, DateTimeOffset now)
    {
        var data = LedgerData.Of(new { source = one.Said.Source });
        ledger.Append(
            tx, now, device.Entry(EntryKinds.OpenedByHand, Actor.Portal, one.At, data, one.Late) with { Delivery = null });
    }
}
