using Dapper;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// Whether a device's key is in one pair of hands (S21): a key that speaks from two places is told to the owner, and a device that was shut
/// out comes back only by an owner who has looked.
/// </summary>
internal sealed class DeviceTrust(Database database, LedgerWriter ledger, Alerts alerts, TimeProvider time)
{
    /// <summary>A device that was shut out is heard again; what it sends twice under one number shuts it out again.</summary>
    public Task<AccessOutcome> TrustAgainAsync(AccountId? account, bool isFresh, DeviceId device, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || OwnedDevice.Find(tx, by, device) is not { } shutOut)
                    return AccessOutcome.NotFound;
                if (shutOut.Refuse(isFresh, "quarantined") is { } refusal)
                    return refusal;
                tx.Connection.Execute("UPDATE device SET state = 'active' WHERE id = @device", new { device });
                if (DeviceStore.Find(tx.Connection, device) is { } trusted)
                    alerts.Clear(tx, trusted, AlertKind.KeyUsedTwice, now);
                ledger.Append(tx, now, shutOut.Entry(EntryKinds.DeviceTrusted, by, now));
                return AccessOutcome.Done;
            },
            cancellationToken);
    }

    /// <summary>Two live connections spoke with one key: the owner is told, and the newer one goes on.</summary>
    public Task TellKeyUsedTwiceAsync(DeviceId device, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (DeviceStore.Find(tx.Connection, device) is { } context)
                    alerts.Raise(tx, context, AlertKind.KeyUsedTwice, late: false, now);
            },
            cancellationToken);
    }
}
