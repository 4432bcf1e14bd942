using Portal.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>A window is rehearsed 24 h, 2 h and 15 min before it begins, and while something fails, again every few minutes.</summary>
internal sealed class ReadinessTimer(LedgerWriter ledger, INoticeReach reach) : ITimerHandler
{
    public TimerKind Kind => TimerKind.Readiness;

    /// <summary>Arms the first rehearsal; a window that is nearer than the last mark has none.</summary>
    public static void Arm(Transaction tx, string grant, DateTimeOffset windowStart, bool hasFailed, DateTimeOffset now)
    {
        if (Readiness.Next(windowStart, hasFailed, now) is { } next)
            Timers.Set(tx, TimerKind.Readiness, grant, next);
    }

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (ReadinessStore.FindWindow(tx.Connection, subject, now) is not { } window)
            return;
        var facts = new ReadinessFacts(
            ReadinessStore.FindDevice(tx.Connection, window.AccessPointId, subject, window.NotBefore - now < OfflineLists.Ahead),
            !string.IsNullOrWhiteSpace(window.Checklist),
            reach.Reaches(tx.Connection, window.HouseholdId, now));
        var faults = Readiness.Check(facts).ToList();
        ReadinessStore.Keep(tx, subject, faults, now);
        if (ReadinessStore.Text(faults) != window.Faults)
            Enter(tx, window, faults, now);
        Arm(tx, subject, window.NotBefore, faults.Count > 0, now);
    }

    private void Enter(Transaction tx, RehearsedWindow window, List<Client.Access.ReadinessFault> faults, DateTimeOffset now) =>
        ledger.Append(tx, now, new NewEntry
        {
            Kind = faults.Count > 0 ? EntryKinds.ReadinessFailed : EntryKinds.ReadinessPassed,
            Actor = Actor.Portal,
            At = now,
            Household = window.HouseholdId,
            AccessPoint = window.AccessPointId,
            Delivery = window.DeliveryId,
            Data = LedgerData.Of(new { faults }),
        });
}
