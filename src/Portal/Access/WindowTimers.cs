using Dapper;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Access;

/// <summary>A window begins, or the portal started inside one: its device must be heard, and its car be where it should.</summary>
internal sealed class WindowBeginsTimer(Alerts alerts, DeviceAlerts deviceAlerts) : ITimerHandler
{
    public TimerKind Kind => TimerKind.WindowBegins;

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        var place = tx.Connection.QuerySingleOrDefault<AccessPointId?>(
            "SELECT access_point_id FROM access_grant WHERE id = @subject AND state = 'ready' AND not_after > @now", new { subject, now });
        if (place is not { } accessPoint || DeviceStore.FindOpener(tx.Connection, accessPoint) is not { } id)
            return;
        if (DeviceStore.Find(tx.Connection, id) is not { } device)
            return;
        if (device is { Silent: true, Opening: null })
            alerts.Raise(tx, device, AlertKind.DeviceSilent, late, now);
        deviceAlerts.FollowCar(tx, device, now);
    }
}

/// <summary>The window of a grant is over.</summary>
internal sealed class GrantEndsTimer(IGrantOutcome outcome, Alerts alerts) : ITimerHandler
{
    public TimerKind Kind => TimerKind.GrantEnds;

    /// <summary>What was never used has expired; what is in use goes on until it is secured. What matters only in a window is over.</summary>
    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (tx.Connection.QuerySingleOrDefault<DeliveryId?>(
                "UPDATE access_grant SET state = 'expired' WHERE id = @subject AND state = 'ready' RETURNING delivery_id", new { subject })
            is { } delivery)
            outcome.Expired(tx, delivery, now);

        var place = tx.Connection.QuerySingle<AccessPointId>("SELECT access_point_id FROM access_grant WHERE id = @subject", new { subject });
        if (DeviceStore.IsWindowOpen(tx.Connection, place, now)
            || DeviceStore.FindOpener(tx.Connection, place) is not { } id
            || DeviceStore.Find(tx.Connection, id) is not { } device)
            return;
        alerts.Clear(tx, device, AlertKind.CarMoved, now);
        if (device.Opening is null)
            alerts.Clear(tx, device, AlertKind.DeviceSilent, now);
    }
}
