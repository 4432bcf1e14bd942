using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// The owner's side of pairing: asks for a code, compares the check numbers, and confirms or refuses. Only owners; that they signed in
/// recently (S25) is asked by the port, which knows their session.
/// </summary>
internal sealed class Pairings(Database database, LedgerWriter ledger, DeviceSecrets secrets, TimeProvider time)
{
    /// <summary>How long a code may be claimed, and a claimed device confirmed.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(10);

    /// <summary>A new code in place of the last one; a device that claimed that one is refused. Null when not found or not an owner.</summary>
    public Task<PairingView?> AskCodeAsync(AccountId? account, AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var code = PairingCode.New();
        return database.WriteAsync(tx => AskCode(tx, account, accessPoint, code, now), cancellationToken);
    }

    /// <summary>The pairing on its way, without its code, which was shown once. Null when there is none, or for who is not an owner.</summary>
    public Task<PairingView?> FindAsync(AccountId? account, AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.ReadAsync(
            connection =>
            {
                if (PairingStore.FindAccessPoint(connection, account, accessPoint) is not { Role: MemberRole.Owner })
                    return null;
                if (PairingStore.FindPending(connection, accessPoint) is { } device && now < device.ClaimedAt + Lasts)
                    return new PairingView { ExpiresAt = device.ClaimedAt + Lasts, Claimed = device.Said };
                return PairingStore.FindOpenCode(connection, accessPoint, now) is { } expiresAt
                    ? new PairingView { ExpiresAt = expiresAt }
                    : null;
            },
            cancellationToken);
    }

    /// <summary>The check numbers are the same, and the device is paired; or they are not, and it is refused.</summary>
    public Task<AccessOutcome> AnswerAsync(AccountId account, DeviceId device, bool same, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(tx => Answer(tx, account, device, same, now), cancellationToken);
    }

    /// <summary>An access point is removed: a device that waits there is refused, and no code leads there any more.</summary>
    public void End(Transaction tx, AccessPointId accessPoint, AccountId by, DateTimeOffset now)
    {
        if (PairingStore.FindPending(tx.Connection, accessPoint) is { } device)
            Refuse(tx, device, Actor(by), "removed", now);
        PairingStore.DeleteCodes(tx, accessPoint);
    }

    private PairingView? AskCode(Transaction tx, AccountId? account, AccessPointId accessPoint, string code, DateTimeOffset now)
    {
        if (account is not { } owner || PairingStore.FindAccessPoint(tx.Connection, owner, accessPoint) is not { Role: MemberRole.Owner } point)
            return null;
        if (PairingStore.FindPending(tx.Connection, accessPoint) is { } device)
            Refuse(tx, device, Actor(owner), "replaced", now);
        PairingStore.InsertCode(tx, PairingStore.Hash(code), accessPoint, owner, now, now + Lasts);
        ledger.Append(tx, now, new NewEntry
        {
            Kind = EntryKinds.PairingCodeIssued,
            Actor = Actor(owner),
            At = now,
            Household = point.Household,
            AccessPoint = accessPoint,
        });
        return new PairingView { Code = PairingCode.Format(code), ExpiresAt = now + Lasts };
    }

    private AccessOutcome Answer(Transaction tx, AccountId account, DeviceId id, bool same, DateTimeOffset now)
    {
        if (PairingStore.FindPending(tx.Connection, id) is not { } device
            || PairingStore.FindAccessPoint(tx.Connection, account, device.AccessPoint) is not { } point)
            return AccessOutcome.NotFound;
        if (point.Role != MemberRole.Owner)
            return AccessOutcome.NotAllowed;
        if (device.ClaimedAt + Lasts <= now)
            return AccessOutcome.NoLongerPossible;
        if (same)
            Confirm(tx, device, account, now);
        else
            Refuse(tx, device, Actor(account), "not_same", now);
        return AccessOutcome.Done;
    }

    private void Confirm(Transaction tx, PendingDevice device, AccountId by, DateTimeOffset now)
    {
        PairingStore.Confirm(tx, device.Said.Id, by, secrets.Make(device.Capabilities), now);
        DeviceStore.Begin(tx, device.Said.Id, device.HeartbeatSeconds);
        Timers.Cancel(tx, TimerKind.PairingEnds, device.Said.Id.Value);
        ledger.Append(tx, now, device.Entry(EntryKinds.DevicePaired, Actor(by), now, LedgerData.Of(new { device.Said.Profile })));
    }

    private void Refuse(Transaction tx, PendingDevice device, Actor by, string reason, DateTimeOffset now)
    {
        PairingStore.Delete(tx, device.Said.Id);
        Timers.Cancel(tx, TimerKind.PairingEnds, device.Said.Id.Value);
        ledger.Append(tx, now, device.Entry(EntryKinds.DeviceRefused, by, now, LedgerData.Of(new { reason })));
    }

    private static Actor Actor(AccountId account) => new(ActorKind.Account, account.Value);
}
