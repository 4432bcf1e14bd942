using Dapper;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// An owner lets a device go: its key is refused from the commit on, its secrets are erased, and what nothing else can honour is revoked
/// (S16). History stays where it was; whoever takes the device over pairs it anew and finds nothing of it.
/// </summary>
internal sealed class DeviceReleases(Database database, LedgerWriter ledger, Alerts alerts, IGrantOutcome outcome, TimeProvider time)
{
    /// <param name="account">Who asks.</param>
    /// <param name="isFresh">They proved who they are a short while ago (S25).</param>
    /// <param name="device">Paired, or locked out.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    public Task<AccessOutcome> ReleaseAsync(AccountId? account, bool isFresh, DeviceId device, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return database.WriteAsync(
            tx =>
            {
                if (account is not { } by || Find(tx, by, device) is not { } paired)
                    return AccessOutcome.NotFound;
                if (Words.Parse<MemberRole>(paired.Role) != MemberRole.Owner)
                    return AccessOutcome.NotAllowed;
                if (!isFresh)
                    return AccessOutcome.SignInAgain;
                if (paired.State is not ("active" or "quarantined"))
                    return AccessOutcome.NoLongerPossible;
                Release(tx, paired, by, now);
                return AccessOutcome.Done;
            },
            cancellationToken);
    }

    private void Release(Transaction tx, Paired paired, AccountId by, DateTimeOffset now)
    {
        Forget(tx, paired.Id, now);
        alerts.ClearOf(tx, paired.Id, now);
        foreach (var delivery in Revoke(tx, paired))
            outcome.DeviceReleased(tx, delivery, now);
        ledger.Append(tx, now, new NewEntry
        {
            Kind = EntryKinds.DeviceReleased,
            Actor = new Actor(ActorKind.Account, by.Value),
            At = now,
            Household = paired.HouseholdId,
            AccessPoint = paired.AccessPointId,
            Device = paired.Id,
        });
    }

    private static Paired? Find(Transaction tx, AccountId account, DeviceId device) =>
        tx.Connection.QuerySingleOrDefault<Paired>(
            $"""
            SELECT device.id, device.state, device.access_point_id, access_point.household_id, member.role
            FROM device JOIN access_point ON access_point.id = device.access_point_id {Membership.Of("access_point")}
            WHERE device.id = @device
            """,
            new { account, device });

    private static void Forget(Transaction tx, DeviceId device, DateTimeOffset now)
    {
        tx.Connection.Execute(
            """
            UPDATE device SET state = 'released', released_at = @now, sealed_grant_key = NULL, sealed_offline_secret = NULL WHERE id = @device
            """,
            new { device, now });
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
    private static List<DeliveryId> Revoke(Transaction tx, Paired paired) =>
        tx.Connection.Query<DeliveryId>(
            """
            UPDATE access_grant SET state = 'revoked'
            WHERE access_point_id = @AccessPointId AND state IN ('ready', 'in_use')
              AND (@isLast OR opening_id IN (SELECT id FROM opening WHERE device_id = @Id))
            RETURNING delivery_id
            """,
            new { paired.AccessPointId, paired.Id, isLast = DeviceStore.FindOpener(tx.Connection, paired.AccessPointId) is null }).AsList();

    private sealed class Paired
    {
        public DeviceId Id { get; init; }

        public string State { get; init; } = "";

        public AccessPointId AccessPointId { get; init; }

        public HouseholdId HouseholdId { get; init; }

        public string Role { get; init; } = "";
    }
}
