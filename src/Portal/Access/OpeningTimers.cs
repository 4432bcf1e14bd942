using Dapper;
using Portal.Client.Access;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The device of an opening that is still in progress, for its timers.</summary>
internal static class OpeningInProgress
{
    public static DeviceContext? Find(Transaction tx, string opening) =>
        tx.Connection.QuerySingleOrDefault<DeviceId?>(
            "SELECT device_id FROM opening WHERE id = @opening AND state IN ('granted', 'unlocked', 'opened', 'closed')", new { opening })
        is { } device
            ? DeviceStore.Find(tx.Connection, device)
            : null;
}

/// <summary>It stands open longer than the access point allows.</summary>
internal sealed class LeftOpenTimer(Alerts alerts) : ITimerHandler
{
    public TimerKind Kind => TimerKind.LeftOpen;

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (OpeningInProgress.Find(tx, subject) is { } device)
            alerts.Raise(tx, device, AlertKind.LeftOpen, late, now, AlertDeed.Held);
    }
}

/// <summary>It was closed but is not secured.</summary>
internal sealed class NotRelockedTimer(Alerts alerts) : ITimerHandler
{
    public TimerKind Kind => TimerKind.NotRelocked;

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (OpeningInProgress.Find(tx, subject) is { } device)
            alerts.Raise(tx, device, AlertKind.NotRelocked, late, now, AlertDeed.Held);
    }
}

/// <summary>The 60 s in which something must open are over.</summary>
internal sealed class NeverOpenedTimer(Openings openings) : ITimerHandler
{
    public TimerKind Kind => TimerKind.NeverOpened;

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (OpeningInProgress.Find(tx, subject) is { } device)
            openings.SettleUnopened(tx, device, now);
    }
}

/// <summary>Open for 10 minutes: a person must resolve it.</summary>
internal sealed class OpenTooLongTimer(IGrantOutcome outcome) : ITimerHandler
{
    public TimerKind Kind => TimerKind.OpenTooLong;

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (OpeningInProgress.Find(tx, subject)?.Opening?.Delivery is { } delivery)
            outcome.Incident(tx, delivery, "left_open", now);
    }
}

/// <summary>Silent for 15 minutes in an opening: a person must resolve it.</summary>
internal sealed class SilentTooLongTimer(IGrantOutcome outcome) : ITimerHandler
{
    public TimerKind Kind => TimerKind.SilentTooLong;

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (OpeningInProgress.Find(tx, subject) is { Silent: true, Opening.Delivery: { } delivery })
            outcome.Incident(tx, delivery, "device_silent", now);
    }
}

/// <summary>The portal was restarted in the middle of an opening, and the device has not come back.</summary>
internal sealed class ContactLostTimer(DeviceAlerts alerts) : ITimerHandler
{
    public TimerKind Kind => TimerKind.ContactLost;

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (OpeningInProgress.Find(tx, subject) is { Silent: true } device)
            alerts.FellSilent(tx, device, device.Facts, now);
    }
}
