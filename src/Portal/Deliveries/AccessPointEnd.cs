using Dapper;
using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>Ends what is agreed or asked for at an access point that its owner removes; the deliveries themselves stay, as they ended.</summary>
internal sealed class AccessPointEnd(DeliveryChanges changes) : IAccessPointEnd
{
    /// <summary>The carrier reads it.</summary>
    private const string Reason = "access_point_removed";

    public void End(Transaction tx, AccessPointId accessPoint, AccountId by, DateTimeOffset now)
    {
        var open = tx.Connection.Query<DeliveryId>(
            "SELECT id FROM delivery WHERE access_point_id = @accessPoint AND state IN ('requested', 'approved') ORDER BY id", new { accessPoint });
        foreach (var id in open.AsList())
            End(tx, id, new DeliveryAnswer(by, now));
        tx.Connection.Execute(
            """
            UPDATE standing_rule SET off_since = @now WHERE access_point_id = @accessPoint AND off_since IS NULL;
            UPDATE access_point SET fallback = 'none', fallback_access_point_id = NULL WHERE id = @accessPoint;
            UPDATE access_point SET fallback = 'depot', fallback_access_point_id = NULL WHERE fallback_access_point_id = @accessPoint;
            """,
            new { accessPoint, now });
    }

    private void End(Transaction tx, DeliveryId id, DeliveryAnswer answer)
    {
        if (DeliveryStore.Find(tx.Connection, id) is not { } delivery || (delivery.Decline(Reason, answer) ?? delivery.Revoke(answer)) is not { } ended)
            return;
        Timers.Cancel(tx, TimerKind.DeliveryLapses, id.Value);
        Grants.Revoke(tx, id);
        changes.Keep(tx, ended, new Actor(ActorKind.Account, answer.By.Value), answer.At);
    }
}
