using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>Nobody has confirmed a claimed device within 10 minutes: it is refused and its record deleted.</summary>
internal sealed class PairingEnds(LedgerWriter ledger) : ITimerHandler
{
    public TimerKind Kind => TimerKind.PairingEnds;

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (PairingStore.FindPending(tx.Connection, DeviceId.From(subject)) is not { } device)
            return;
        PairingStore.Delete(tx, device.Said.Id);
        ledger.Append(tx, now, device.Entry(EntryKinds.DeviceRefused, Actor.Portal, dueAt, LedgerData.Of(new { reason = "unanswered" })) with
        {
            Late = late,
        });
    }
}
