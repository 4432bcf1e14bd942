using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>What members ask of a device that moves nothing: a picture (owners and approvers), where it is (owners). Sent now or not at all.</summary>
internal sealed class DeviceAsks(Database database, LedgerWriter ledger, IDeviceLink link, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    public Task<CommandOutcome> AskPictureAsync(AccountId? account, DeviceId device, CancellationToken cancellationToken) =>
        AskAsync(account, device, CommandNames.Snapshot, Capabilities.Snapshot, MemberRole.Approver, cancellationToken);

    public Task<CommandOutcome> LocateAsync(AccountId? account, DeviceId device, CancellationToken cancellationToken) =>
        AskAsync(account, device, CommandNames.Locate, Capabilities.Position, MemberRole.Owner, cancellationToken);

    private async Task<CommandOutcome> AskAsync(
        AccountId? account, DeviceId device, string name, string capability, MemberRole least, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var command = new DeviceCommand(PortalId.New<CommandId>(now), name, now + Life, OpenSeconds: null);
        var outcome = await database.WriteAsync(
            tx =>
            {
                if (account is not { } by || OwnedDevice.Find(tx, by, device) is not { } owned)
                    return CommandOutcome.NotFound;
                if (Words.Parse<MemberRole>(owned.Role) > least)
                    return CommandOutcome.NotAllowed;
                if (DeviceStore.Find(tx.Connection, device) is not { } context || !DeviceCapabilities.Has(tx.Connection, device, capability) || !link.IsConnected(device))
                    return CommandOutcome.DeviceOffline;
                CommandStore.Add(tx, device, command, opening: null, now);
                var data = LedgerData.Of(new { command = command.Id, name });
                ledger.Append(tx, now, context.Entry(EntryKinds.CommandAsked, new Actor(ActorKind.Account, by.Value), now, data));
                return CommandOutcome.Asked;
            },
            cancellationToken);
        if (outcome != CommandOutcome.Asked)
            return outcome;
        return await link.SendAsync(device, command, CancellationToken.None) ? CommandOutcome.Asked : CommandOutcome.DeviceOffline;
    }
}
