using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// What follows from one event beside the steps of an opening: alerts raised and cleared, openings by hand, a delivery gone wrong. A late
/// event raises nothing, since it is never treated as if it happened now; it is told in the digest.
/// </summary>
internal sealed class EventAlerts(Alerts alerts, HandOpenings byHand, IGrantOutcome outcome)
{
    /// <param name="tx">The transaction of the batch.</param>
    /// <param name="device">The device as it stands after the batch.</param>
    /// <param name="one">The event.</param>
    /// <param name="isOurs">It belongs to an opening by a grant or an owner's unlock.</param>
    /// <param name="now">When it arrived.</param>
    public void Follow(Transaction tx, DeviceContext device, ReceivedEvent one, bool isOurs, DateTimeOffset now)
    {
        if (one.IsNewest)
            End(tx, device, one, now);
        if (one.Late)
            OfflineDigest.Note(tx, device, one, now);

        if (one.Said.PinsClosed is { } arming && OfflineStore.ClosePins(tx, device.Device, arming, one.At))
        {
            // It lasts until an owner arms them again, however late it is told.
            alerts.Raise(tx, device, AlertKind.WrongCodeLimit, one.Late, now, AlertDeed.PinsClosed);
            return;
        }

        var raised = AlertRules.RaisedBy(device, one, isOurs, now);
        if (raised is { } kind && !one.Late)
            Raise(tx, device, kind, isOurs, now);
        else if (!isOurs && raised is null)
            byHand.Follow(tx, device, one, now);
    }

    private void End(Transaction tx, DeviceContext device, ReceivedEvent one, DateTimeOffset now)
    {
        foreach (var ended in AlertRules.EndedBy(device, one))
            alerts.Clear(tx, device, ended, now);
        if (device.Meaning.IsMet(device.Facts.Lock, device.Facts.Door))
            alerts.ClearTaken(tx, device, AlertKind.ForcedOpen, now);
    }

    /// <summary>Forced or tampered with in the middle of a delivery: nothing more is opened with its grant, and a person must look.</summary>
    private void Raise(Transaction tx, DeviceContext device, AlertKind kind, bool isOurs, DateTimeOffset now)
    {
        if (isOurs && kind is AlertKind.ForcedOpen or AlertKind.Tamper && device.Opening is { Delivery: { } delivery })
        {
            var revoked = Grants.Revoke(tx, delivery);
            alerts.Raise(tx, device, kind, late: false, now, revoked ? [AlertDeed.GrantRevoked] : []);
            outcome.Incident(tx, delivery, Client.Words.Of(kind), now);
            return;
        }

        alerts.Raise(tx, device, kind, late: false, now);
    }
}
