using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
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
            tx => DeviceStore.Find(tx.Connection, device) is { } context && Enter(tx, ledger, context, command, status, error, now),
            cancellationToken);
    }

    /// <summary>A signed event says what came of a command that nobody had answered: what was unknown is known now, late.</summary>
    public static void Reconcile(Transaction tx, LedgerWriter ledger, DeviceContext device, ReceivedEvent one, DateTimeOffset now)
    {
        if (!EventKinds.BearsState(one.Said.Kind) || !PortalId.TryParse<CommandId>(one.Said.CommandId, out var command)
            || !CommandStore.IsSilent(tx, device.Device, command))
            return;
        var error = one.Said.Kind switch
        {
            EventKinds.LockJammed => "jammed",
            EventKinds.DoorObstructed => "obstructed",
            _ => null,
        };
        Enter(tx, ledger, device, command, error is null ? CommandStatus.Done : CommandStatus.Failed, error, now);
    }

    private static bool Enter(
        Transaction tx, LedgerWriter ledger, DeviceContext device, CommandId command, string status, string? error, DateTimeOffset now)
    {
        if (CommandStore.Answer(tx, device.Device, command, status, error, now) is not { } answered)
            return false;
        var data = device.Cloud is { } cloud
            ? LedgerData.Of(new { command, name = answered.Name, status, error, cloud })
            : LedgerData.Of(new { command, name = answered.Name, status, error });
        var actor = new Actor(ActorKind.Device, device.Device.Value);
        ledger.Append(tx, now, device.Entry(EntryKinds.CommandAnswered, actor, now, data, answered.WasSilent));
        return true;
    }
}
