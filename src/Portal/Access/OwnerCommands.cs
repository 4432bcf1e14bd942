using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// What a member asks of a device: an owner's own unlock, and locking by owners and approvers. Unlocking is sent only after it was recorded;
/// locking is sent even when it cannot be (S09).
/// </summary>
internal sealed class OwnerCommands(
    Database database, LedgerWriter ledger, IDeviceLink link, TrustedClock clock, ILogger<OwnerCommands> logger)
{
    private static readonly TimeSpan Life = TimeSpan.FromSeconds(10);

    /// <summary>An owner who signed in recently opens without a grant; it is watched like any opening of ours.</summary>
    public async Task<CommandOutcome> UnlockAsync(AccountId? account, bool isFresh, AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        var (now, isUnsure) = clock.Read();
        if (isUnsure)
            return CommandOutcome.ClockUnsure;
        Asked asked;
        try
        {
            asked = await database.WriteAsync(tx => DecideUnlock(tx, account, isFresh, accessPoint, now), cancellationToken);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            logger.AttemptNotRecorded(exception);
            return CommandOutcome.CannotRecord;
        }

        return await SendAsync(asked);
    }

    /// <summary>Locks or closes; asking twice does no harm (S07). A driven door is closed only where that is safe (S08).</summary>
    public async Task<CommandOutcome> LockAsync(AccountId? account, AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        var now = clock.Read().Now;
        var asked = await database.ReadAsync(connection => DecideLock(connection, account, accessPoint, now), cancellationToken);
        var outcome = await SendAsync(asked);
        if (asked is { Device: { } device, Command: { } command, By: { } by })
            await RecordLockAsync(device, command, by, now);
        return outcome;
    }

    private async Task<CommandOutcome> SendAsync(Asked asked)
    {
        if (asked is not { Device: { } device, Command: { } command })
            return asked.Outcome;
        return await link.SendAsync(device.Device, command, CancellationToken.None) ? CommandOutcome.Asked : CommandOutcome.DeviceOffline;
    }

    private Asked DecideUnlock(Transaction tx, AccountId? account, bool isFresh, AccessPointId accessPoint, DateTimeOffset now)
    {
        if (account is not { } owner || AccessPointStore.FindRole(tx.Connection, owner, accessPoint) is not { } at)
            return new Asked(CommandOutcome.NotFound);
        if (at.Role != MemberRole.Owner)
            return new Asked(CommandOutcome.NotAllowed);
        if (!isFresh)
            return new Asked(CommandOutcome.SignInAgain);
        if (UnlockHolds.Until(tx.Connection, owner, now) is not null)
            return new Asked(CommandOutcome.Held);
        if (Opener(tx.Connection, accessPoint) is not { } device || !link.IsConnected(device.Device))
            return new Asked(CommandOutcome.DeviceOffline);

        var opening = device.Opening?.Id ?? Openings.Begin(tx, device, grant: null, owner, now, now);
        var command = DeviceCommand.ToUnlock(device.Meaning, PortalId.New<CommandId>(now), now + Life);
        CommandStore.Add(tx, device.Device, command, opening, now);
        Enter(tx, EntryKinds.UnlockAsked, device, command, owner, now);
        return new Asked(CommandOutcome.Asked, device, command, owner);
    }

    private static Asked DecideLock(System.Data.Common.DbConnection connection, AccountId? account, AccessPointId accessPoint, DateTimeOffset now)
    {
        if (account is not { } member || AccessPointStore.FindRole(connection, member, accessPoint) is not { } at)
            return new Asked(CommandOutcome.NotFound);
        if (at.Role > MemberRole.Approver)
            return new Asked(CommandOutcome.NotAllowed);
        if (Opener(connection, accessPoint) is not { } device)
            return new Asked(CommandOutcome.DeviceOffline);
        return !device.Meaning.NeedsLock && RemoteClose.Refuse(connection, device.Device) is { } refusal
            ? new Asked(refusal)
            : new Asked(
                CommandOutcome.Asked, device, DeviceCommand.ToLock(device.Meaning, PortalId.New<CommandId>(now), now + Life), member);
    }

    private async Task RecordLockAsync(DeviceContext device, DeviceCommand command, AccountId by, DateTimeOffset now)
    {
        try
        {
            await database.WriteAsync(
                tx =>
                {
                    CommandStore.Add(tx, device.Device, command, opening: null, now);
                    Enter(tx, EntryKinds.LockAsked, device, command, by, now);
                },
                CancellationToken.None);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // S09: locking goes out even when it cannot be recorded.
            logger.CommandNotRecorded(exception, device.Device.Value, command.Name);
        }
    }

    private static DeviceContext? Opener(System.Data.Common.DbConnection connection, AccessPointId accessPoint) =>
        DeviceStore.FindOpener(connection, accessPoint) is { } id ? DeviceStore.Find(connection, id) : null;

    private void Enter(Transaction tx, string kind, DeviceContext device, DeviceCommand command, AccountId by, DateTimeOffset now) =>
        ledger.Append(
            tx,
            now,
            device.Entry(kind, new Actor(ActorKind.Account, by.Value), now, LedgerData.Of(new { command = command.Id, name = command.Name })));

    /// <summary>A decision on a command: to be sent when there is one.</summary>
    private sealed record Asked(CommandOutcome Outcome, DeviceContext? Device = null, DeviceCommand? Command = null, AccountId? By = null);
}
