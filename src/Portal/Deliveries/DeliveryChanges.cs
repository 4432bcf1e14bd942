using System.Text.Json;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>Keeps what became of a delivery: the row and its one entry, in the transaction of whoever caused it.</summary>
internal sealed class DeliveryChanges(LedgerWriter ledger)
{
    /// <summary>A delivery that was not there before.</summary>
    public void Add(Transaction tx, Delivery delivery, Actor actor)
    {
        DeliveryStore.Insert(tx, delivery);
        ledger.Append(tx, delivery.CreatedAt, Entry(delivery, KindOf(delivery.State), actor, delivery.CreatedAt));
    }

    /// <summary>A step that its state allowed.</summary>
    public void Keep(Transaction tx, Delivery next, Actor actor, DateTimeOffset now, OpeningId? opening = null) =>
        Keep(tx, next, Entry(next, KindOf(next.State), actor, now, opening) with { Late = next.Late }, now);

    /// <summary>A change that leaves the state as it is.</summary>
    public void Keep(Transaction tx, Delivery next, string kind, Actor actor, DateTimeOffset now) =>
        Keep(tx, next, Entry(next, kind, actor, now), now);

    /// <summary>Something that leaves the delivery as it is.</summary>
    public void Note(Transaction tx, Delivery delivery, string kind, Actor actor, DateTimeOffset now) =>
        ledger.Append(tx, now, Entry(delivery, kind, actor, now));

    private void Keep(Transaction tx, Delivery next, NewEntry entry, DateTimeOffset now)
    {
        if (!DeliveryStore.Save(tx, next, now))
            throw new InvalidOperationException($"{next.Id} moved inside the transaction that had read it.");
        ledger.Append(tx, now, entry);
    }

    private static NewEntry Entry(Delivery delivery, string kind, Actor actor, DateTimeOffset now, OpeningId? opening = null) => new()
    {
        Kind = kind,
        Actor = actor,
        At = now,
        Household = delivery.Household,
        AccessPoint = delivery.AccessPoint,
        Delivery = delivery.Id,
        Data = JsonSerializer.Serialize(
            new
            {
                delivery.State,
                delivery.Carrier,
                delivery.Driver,
                Proposed = delivery.State is DeliveryState.Requested ? delivery.Proposed : null,
                delivery.Window,
                delivery.Rule,
                delivery.Reason,
                Opening = opening,
            },
            PortalJson.Options),
    };

    private static string KindOf(DeliveryState state) => state switch
    {
        DeliveryState.Requested => EntryKinds.DeliveryRequested,
        DeliveryState.Approved => EntryKinds.DeliveryApproved,
        DeliveryState.InProgress => EntryKinds.DeliveryStarted,
        DeliveryState.Completed => EntryKinds.DeliveryCompleted,
        DeliveryState.Declined => EntryKinds.DeliveryDeclined,
        DeliveryState.Withdrawn => EntryKinds.DeliveryWithdrawn,
        DeliveryState.Lapsed => EntryKinds.DeliveryLapsed,
        DeliveryState.Revoked => EntryKinds.DeliveryRevoked,
        DeliveryState.Missed => EntryKinds.DeliveryMissed,
        DeliveryState.Incident => EntryKinds.DeliveryIncident,
        DeliveryState.Resolved => EntryKinds.DeliveryResolved,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };
}
