using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// An owner removes an access point: what could open it ends in one transaction (S16), and what was known of the car or the place is erased.
/// Its name, its openings and its deliveries stay for the record (docs/decisions/0043).
/// </summary>
internal sealed class AccessPointRemovals(
    Database database, LedgerWriter ledger, DeviceReleases releases, Pairings pairings, IAccessPointEnd deliveries, TimeProvider time)
{
    /// <param name="account">Who asks.</param>
    /// <param name="isFresh">They proved who they are a short while ago (S25).</param>
    /// <param name="accessPoint">With nothing open: whoever stands there is left to close it.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    public Task<AccessOutcome> RemoveAsync(AccountId? account, bool isFresh, AccessPointId accessPoint, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || AccessPointStore.FindRole(tx.Connection, by, accessPoint) is not { } at)
                    return AccessOutcome.NotFound;
                if (at.Role != MemberRole.Owner)
                    return AccessOutcome.NotAllowed;
                if (!isFresh)
                    return AccessOutcome.SignInAgain;
                if (IsBeingOpened(tx, accessPoint))
                    return AccessOutcome.BeingOpened;
                Remove(tx, accessPoint, at.Household, by, now);
                return AccessOutcome.Done;
            },
            cancellationToken);
    }

    /// <summary>Not by a device that was let go: nobody would ever tell how that ended.</summary>
    private static bool IsBeingOpened(Transaction tx, AccessPointId accessPoint) =>
        tx.Connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM opening JOIN device ON device.id = opening.device_id AND device.state <> 'released'
                           WHERE opening.access_point_id = @accessPoint AND opening.state IN ('granted', 'unlocked', 'opened', 'closed'))
            """,
            new { accessPoint });

    private void Remove(Transaction tx, AccessPointId accessPoint, HouseholdId household, AccountId by, DateTimeOffset now)
    {
        deliveries.End(tx, accessPoint, by, now);
        pairings.End(tx, accessPoint, by, now);
        releases.ReleaseAll(tx, accessPoint, by, now);
        tx.Connection.Execute(
            """
            DELETE FROM hand_opening_wish WHERE access_point_id = @accessPoint;
            UPDATE access_point SET removed_at = @now, paused_by = NULL, paused_at = NULL WHERE id = @accessPoint;
            """,
            new { accessPoint, now });
        PlaceErasure.EraseFacts(tx, accessPoint);
        ledger.Append(tx, now, new NewEntry
        {
            Kind = EntryKinds.AccessPointRemoved,
            Actor = new Actor(ActorKind.Account, by.Value),
            At = now,
            Household = household,
            AccessPoint = accessPoint,
        });
    }
}
