using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// A device gets a new key: a new epoch of its numbers, in which the old key signs nobody in. The old one is kept, so that what it signed
/// stays evidence (S22) and what the device has not sent yet can still be told.
/// </summary>
internal sealed class KeyRotations(Database database, LedgerWriter ledger, TimeProvider time)
{
    /// <summary>A device that asks more often than this is not well.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    /// <param name="device">As it signed in; it changes nothing if another key has become its own since.</param>
    /// <param name="key">A point on the curve, which the device has shown to have.</param>
    /// <param name="lastSeq">The last number that it used in its present epoch.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    public Task<KeyRotationOutcome> RotateAsync(EnrolledDevice device, PublicKeyJwk key, long lastSeq, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(tx => Rotate(tx, device, key, lastSeq, now), cancellationToken);
    }

    private KeyRotationOutcome Rotate(Transaction tx, EnrolledDevice signedIn, PublicKeyJwk key, long lastSeq, DateTimeOffset now)
    {
        if (PairingStore.FindEnrolled(tx.Connection, signedIn.Id) is not { } device || device.PublicKey != signedIn.PublicKey)
            return new KeyRotationOutcome.NotItsKey();
        if (device.PublicKey == key)
            return new KeyRotationOutcome.Rotated(device.Epoch);
        if (!device.IsConfirmed || DeviceStore.Find(tx.Connection, device.Id) is not { } context)
            return new KeyRotationOutcome.Pending();
        if (FormerEpochs.NewestAt(tx.Connection, device.Id) is { } last && last + Between - now is var wait && wait > TimeSpan.Zero)
            return new KeyRotationOutcome.TooSoon(wait);
        if (PairingStore.IsKeyInUse(tx, key.Thumbprint()))
            return new KeyRotationOutcome.KeyInUse();

        FormerEpochs.Begin(tx, device.Id, key, lastSeq, now);
        var data = LedgerData.Of(new { epoch = device.Epoch + 1, key = key.Thumbprint(), before = device.PublicKey.Thumbprint() });
        ledger.Append(tx, now, context.Entry(EntryKinds.DeviceKeyRotated, new Actor(ActorKind.Device, device.Id.Value), now, data));
        return new KeyRotationOutcome.Rotated(device.Epoch + 1);
    }
}

/// <summary>What became of a new key.</summary>
internal abstract record KeyRotationOutcome
{
    private KeyRotationOutcome()
    {
    }

    /// <summary>It is the device's, in this epoch; also where it was before.</summary>
    public sealed record Rotated(int Epoch) : KeyRotationOutcome;

    /// <summary>No owner has confirmed the device yet.</summary>
    public sealed record Pending : KeyRotationOutcome;

    /// <summary>The key is, or was, another device's; or it was this one's before.</summary>
    public sealed record KeyInUse : KeyRotationOutcome;

    public sealed record TooSoon(TimeSpan Wait) : KeyRotationOutcome;

    /// <summary>The key that it signed in with is its own no more.</summary>
    public sealed record NotItsKey : KeyRotationOutcome;
}
