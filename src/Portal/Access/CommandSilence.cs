using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// A command that no device has answered: unknown, may have happened (S05). Nothing is sent again (S07). What the device says later still
/// counts: its answer, or a signed event that carries the command.
/// </summary>
internal sealed class CommandSilence(LedgerWriter ledger) : ITimerHandler
{
    public TimerKind Kind => TimerKind.CommandSilence;

    public void Fire(Transaction tx, string subject, DateTimeOffset dueAt, bool late, DateTimeOffset now)
    {
        if (!PortalId.TryParse<CommandId>(subject, out var id) || CommandStore.FindAsked(tx, id) is not { } command
            || DeviceStore.Find(tx.Connection, command.DeviceId) is not { } device)
            return;

        // The signed event is the evidence, and is in the ledger already: an answer that was lost takes nothing from it.
        if (CommandStore.IsTold(tx, command))
        {
            CommandStore.Settle(tx, id, now);
            return;
        }

        CommandStore.FellSilent(tx, id, now);
        var data = LedgerData.Of(new { command = id, name = command.Name });
        ledger.Append(tx, now, device.Entry(EntryKinds.CommandUnanswered, Actor.Portal, now, data, late));
    }
}
