using System.Security.Cryptography;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Device.Protocol;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// Pictures that devices take: kept with the delivery that goes on, their hash in the ledger, shown to members of the household alone, and
/// gone when the household's time for them is over (S38, docs/decisions/0020, 0041).
/// </summary>
internal sealed class Snapshots(Database database, LedgerWriter ledger, TimeProvider time)
{
    /// <summary>Null: it is no device that takes pictures, or none that is paired any more.</summary>
    public Task<SnapshotId?> AddAsync(DeviceId device, Picture picture, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var hash = Convert.ToHexStringLower(SHA256.HashData(picture.Bytes));
        return database.WriteAsync(tx => Add(tx, device, picture, hash, now), cancellationToken);
    }

    /// <summary>Null for a stranger and for one that does not exist (S28).</summary>
    public Task<Picture?> FindAsync(AccountId? account, SnapshotId snapshot, CancellationToken cancellationToken) =>
        database.ReadAsync(connection => SnapshotStore.Find(connection, account, snapshot), cancellationToken);

    private SnapshotId? Add(Transaction tx, DeviceId device, Picture picture, string hash, DateTimeOffset now)
    {
        if (DeviceStore.Find(tx.Connection, device) is not { } camera || !DeviceCapabilities.Has(tx.Connection, device, Capabilities.Snapshot))
            return null;
        var id = PortalId.New<SnapshotId>(now);
        var delivery = SnapshotStore.DeliveryNow(tx.Connection, camera.AccessPoint, now);
        SnapshotStore.Add(tx, id, camera, delivery, picture, now);
        var data = LedgerData.Of(new { snapshot = id, sha256 = hash });
        ledger.Append(tx, now, camera.Entry(EntryKinds.SnapshotTaken, new Actor(ActorKind.Device, device.Value), now, data) with { Delivery = delivery });
        return id;
    }
}
