using Portal.Access;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>Moves the delivery of a grant when its opening began, was secured, came to nothing or went wrong.</summary>
internal sealed class GrantOutcome(DeliveryChanges changes, Fallbacks fallbacks, ILogger<GrantOutcome> logger) : IGrantOutcome
{
    public void Denied(Transaction tx, DeliveryId delivery, DenialReason reason, DateTimeOffset now) => fallbacks.Divert(tx, delivery, reason, now);

    public void Began(Transaction tx, DeliveryId delivery, OpeningId opening, DateTimeOffset now)
    {
        Move(tx, delivery, found => found.Begin(), opening, now);
        fallbacks.Settle(tx, delivery, now);
    }

    public void BeganOffline(Transaction tx, DeliveryId delivery, OpeningId opening, DateTimeOffset now)
    {
        Move(tx, delivery, found => found.State is DeliveryState.InProgress ? null : found.Begin() ?? found.BeginLate(), opening, now);
        fallbacks.Settle(tx, delivery, now);
    }

    public void Secured(Transaction tx, DeliveryId delivery, OpeningId opening, bool late, DateTimeOffset now) =>
        Move(tx, delivery, found => found.Complete(late), opening, now);

    public void NeverOpened(Transaction tx, DeliveryId delivery, OpeningId opening, DateTimeOffset now) =>
        Move(tx, delivery, found => found.NeverOpen(), opening, now);

    public void Expired(Transaction tx, DeliveryId delivery, DateTimeOffset now) =>
        Move(tx, delivery, found => found.WindowOver(), opening: null, now);

    public void DeviceReleased(Transaction tx, DeliveryId delivery, DateTimeOffset now) =>
        Move(tx, delivery, found => found.LoseDevice(), opening: null, now);

    public void Incident(Transaction tx, DeliveryId delivery, string reason, DateTimeOffset now) =>
        Move(tx, delivery, found => found.BecomeIncident(reason), opening: null, now);

    // What the device said stands in any case: a delivery whose state refuses the step stays as it is, and somebody can read why.
    private void Move(Transaction tx, DeliveryId id, Func<Delivery, Delivery?> step, OpeningId? opening, DateTimeOffset now)
    {
        var delivery = DeliveryStore.Find(tx.Connection, id);
        if (delivery is not null && step(delivery) is { } next)
            changes.Keep(tx, next, Actor.Portal, now, opening);
        else
            logger.StepRefused(id, delivery?.State);
    }
}
