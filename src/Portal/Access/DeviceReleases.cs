using Dapper;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// An owner lets a device go, or says that it is lost or stolen: its key is refused from the commit on, its secrets are erased, and what
/// nothing else can honour is revoked (S16). History stays where it was; whoever takes a released device over pairs it anew and finds
/// nothing of it. The key of a lost one is never claimed again.
/// </summary>
internal sealed class DeviceReleases(Database database, LedgerWriter ledger, Alerts alerts, IGrantOutcome outcome, TimeProvider time)
{
    /// <param name="account">Who asks.</param>
    /// <param name="isFresh">They proved who they are a short while ago (S25).</param>
    /// <param name="device">Paired, or shut out.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    public Task<AccessOutcome> ReleaseAsync(AccountId? account, bool isFresh, DeviceId device, CancellationToken cancellationToken) =>
        LetGoAsync(account, isFresh, device, EntryKinds.DeviceReleased, cancellationToken);

    /// <inheritdoc cref="ReleaseAsync"/>
    public Task<AccessOutcome> ReportLostAsync(AccountId? account, bool isFresh, DeviceId device, CancellationToken cancellationToken) =>
        LetGoAsync(account, isFresh, device, EntryKinds.DeviceLost, cancellationToken);

    /// <summary>All devices of an access point that its owner removes.</summary>
    public void ReleaseAll(Transaction tx, AccessPointId accessPoint, AccountId by, DateTimeOffset now)
    {
        foreach (var paired in OwnedDevice.PairedAt(tx, by, accessPoint))
            LetGo(tx, paired, EntryKinds.DeviceReleased, by, now);
    }

    private Task<AccessOutcome> LetGoAsync(
        AccountId? account, bool isFresh, DeviceId device, string kind, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || OwnedDevice.Find(tx, by, device) is not { } paired)
                    return AccessOutcome.NotFound;
                if (paired.Refuse(isFresh, "active", "quarantined") is { } refusal)
                    return refusal;
                LetGo(tx, paired, kind, by, now);
                return AccessOutcome.Done;
            },
            cancellationToken);
    }

    private void LetGo(Transaction tx, OwnedDevice paired, string kind, AccountId by, DateTimeOffset now)
    {
        Forget(tx, paired.Id, isLost: kind == EntryKinds.DeviceLost, now);
        alerts.ClearOf(tx, paired.Id, now);
        foreach (var delivery in Revoke(tx, paired))
            outcome.DeviceReleased(tx, delivery, now);
        ledger.Append(tx, now, paired.Entry(kind, by, now));
    }

    private static void Forget(Transaction tx, DeviceId device, bool isLost, DateTimeOffset now)
    {
        tx.Connection.Execute(
            """
            UPDATE device SET state = 'released', released_at = @now, lost_at = iif(@isLost, @now, NULL),
                              sealed_grant_key = NULL, sealed_offline_secret = NULL
            WHERE id = @device
            """,
            new { device, isLost, now });
        tx.Connection.Execute(
            """
            UPDATE device_state SET lock_until = NULL, door_until = NULL, believed_until = NULL, silent = 1,
                                    latitude = NULL, longitude = NULL, accuracy_metres = NULL, position_at = NULL
            WHERE device_id = @device
            """,
            new { device });
        tx.Connection.Execute("DELETE FROM keypad WHERE device_id = @device", new { device });
    }

    /// <summary>The deliveries that another device at the access point cannot take over: all, or those that this one was opening for.</summary>
    private static List<DeliveryId> Revoke(Transaction tx, OwnedDevice paired) =>
        tx.Connection.Query<DeliveryId>(
            """
            UPDATE access_grant SET state = 'revoked'
            WHERE access_point_id = @AccessPointId AND state IN ('ready', 'in_use')
              AND (@isLast OR opening_id IN (SELECT id FROM opening WHERE device_id = @Id))
            RETURNING delivery_id
            """,
            new { paired.AccessPointId, paired.Id, isLast = DeviceStore.FindOpener(tx.Connection, paired.AccessPointId) is null }).AsList();
}
