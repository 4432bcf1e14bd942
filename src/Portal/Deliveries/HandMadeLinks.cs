using Dapper;
using Portal.Access;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>
/// Who may no longer share a delivery made by hand has seen its link and its code, and so has whoever had an account before it was
/// recovered: both are made anew. The delivery stays the household's, and whoever still may share it looks the new ones up
/// (docs/decisions/0014, 0027).
/// </summary>
internal sealed class HandMadeLinks(Grants grants, DeliveryChanges changes) : IMemberRights, IShownAccess
{
    public void Lost(Transaction tx, HouseholdId household, AccountId member, DateTimeOffset now) => Renew(tx, household, member, now);

    public void Renew(Transaction tx, HouseholdId household, AccountId member, DateTimeOffset now)
    {
        foreach (var delivery in Seen(tx, household, member))
        {
            if (grants.Renew(tx, delivery) && DeliveryStore.Find(tx.Connection, delivery) is { } kept)
                changes.Note(tx, kept, EntryKinds.AccessRenewed, Actor.Portal, now);
        }
    }

    /// <summary>Those that the member made, and those whose link and code the member was shown.</summary>
    private static List<DeliveryId> Seen(Transaction tx, HouseholdId household, AccountId member) =>
        tx.Connection.Query<DeliveryId>(
            """
            SELECT delivery.id FROM delivery JOIN access_point ON access_point.id = delivery.access_point_id
            WHERE access_point.household_id = @household AND delivery.state = 'approved' AND delivery.made_by IS NOT NULL
              AND (delivery.made_by = @member
                   OR EXISTS (SELECT 1 FROM ledger_body body
                              WHERE body.delivery_id = delivery.id AND body.kind = @shown AND body.actor_id = @member))
            ORDER BY delivery.id
            """,
            new { household, member, shown = EntryKinds.AccessDisclosed }).AsList();
}
