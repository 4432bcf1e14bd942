using Portal.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>A request that nobody answered lapses when the last of its windows has ended.</summary>
internal sealed class DeliveryLapses(DeliveryChanges changes) : ITimerHandler
{
    public TimerKind Kind => TimerKind.DeliveryLapses;

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (DeliveryStore.Find(tx.Connection, DeliveryId.From(subject))?.Lapse() is { } lapsed)
            changes.Keep(tx, lapsed, Actor.Portal, now);
    }
}
