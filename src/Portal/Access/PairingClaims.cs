using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The device's side of pairing: claims a code with its own key, signs in with it, and is told once an owner has confirmed it.</summary>
internal sealed class PairingClaims(Database database, LedgerWriter ledger, DeviceSecrets secrets, TimeProvider time)
{
    /// <summary>Uses the code up and makes the device, which then waits for an owner's word.</summary>
    public Task<ClaimOutcome> ClaimAsync(PairingClaim claim, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(tx => Claim(tx, claim, now), cancellationToken);
    }

    /// <summary>A device that may sign in; null for one that does not exist, was released or is quarantined.</summary>
    public Task<EnrolledDevice?> FindAsync(DeviceId device, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => PairingStore.FindEnrolled(connection, device), cancellationToken);

    /// <summary>No record is left of it: an owner refused it, or nobody confirmed it in time.</summary>
    public Task<bool> IsForgottenAsync(DeviceId device, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => !PairingStore.Exists(connection, device), cancellationToken);

    /// <summary>An owner let it go.</summary>
    public Task<bool> IsReleasedAsync(DeviceId device, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => PairingStore.IsReleased(connection, device), cancellationToken);

    /// <summary>
    /// What a confirmed device is to be told, until its first event shows that it knows: the line may break between the owner's word and
    /// the device. Null for every other device.
    /// </summary>
    public async Task<PairedDevice?> FindUntoldAsync(DeviceId device, CancellationToken cancellationToken) =>
        await database.ReadAsync(connection => PairingStore.FindUntold(connection, device), cancellationToken) is { } found
            ? secrets.Open(found.Epoch, found.Secrets)
            : null;

    private ClaimOutcome Claim(Transaction tx, PairingClaim claim, DateTimeOffset now)
    {
        var id = PortalId.New<DeviceId>(now);
        if (PairingStore.UseCode(tx, PairingStore.Hash(claim.Code), id, now) is not { } code)
            return new ClaimOutcome.CodeInvalid();
        if (PairingStore.IsKeyInUse(tx, claim.PublicKey.Thumbprint()))
            return new ClaimOutcome.KeyInUse();
        PairingStore.InsertDevice(tx, id, code.AccessPoint, claim, PairingCheckNumber.Of(claim.Code, claim.PublicKey), now);
        Timers.Set(tx, TimerKind.PairingEnds, id.Value, now + Pairings.Lasts);
        ledger.Append(tx, now, Entries(tx, id, code, claim, now));
        return new ClaimOutcome.Claimed(id, code.AccessPoint);
    }

    private static List<NewEntry> Entries(Transaction tx, DeviceId device, ClaimedCode code, PairingClaim claim, DateTimeOffset now)
    {
        var entries = new List<NewEntry>
        {
            new()
            {
                Kind = EntryKinds.DeviceClaimed,
                Actor = new Actor(ActorKind.Device, device.Value),
                At = now,
                Household = code.Household,
                AccessPoint = code.AccessPoint,
                Device = device,
                Data = LedgerData.Of(new { claim.Profile }),
            },
        };
        entries.AddRange(PairingStore.FindElsewhere(tx, device, claim).Select(other => new NewEntry
        {
            Kind = EntryKinds.DeviceClaimedElsewhere,
            Actor = Actor.Portal,
            At = now,
            Household = other.Household,
            AccessPoint = other.AccessPoint,
            Device = other.Device,
        }));
        return entries;
    }
}
