using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>What devices answer to commands. An answer is entered once; the evidence of an opening is the signed report, not this (S05).</summary>
internal sealed class CommandResults(Database database, LedgerWriter ledger, TimeProvider time)
{
    /// <summary>False: no such command of this device, or answered before.</summary>
    public Task<bool> RecordAsync(DeviceId device, CommandId command, string status, string? error, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (DeviceStore.Find(tx.Connection, device) is not { } context
                    || CommandStore.Answer(tx, device, command, status, error, now) is not { } name)
                    return false;
                var data = LedgerData.Of(new { command, name, status, error });
                ledger.Append(tx, now, context.Entry(EntryKinds.CommandAnswered, new Actor(ActorKind.Device, device.Value), now, data));
                return true;
            },
            cancellationToken);
    }
}
