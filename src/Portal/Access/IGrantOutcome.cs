using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// What Deliveries learns of its grant, inside the transaction in which it became true. Deliveries implements it: it moves the delivery and
/// writes the delivery's own entry.
/// </summary>
internal interface IGrantOutcome
{
    /// <summary>Somebody who had shown the right code or link was denied; the decision is entered already.</summary>
    void Denied(Transaction tx, DeliveryId delivery, DenialReason reason, DateTimeOffset now);

    /// <summary>The first granted decision: the delivery is in progress.</summary>
    void Began(Transaction tx, DeliveryId delivery, OpeningId opening, DateTimeOffset now);

    /// <summary>A device has opened by itself, without the line: the delivery is in progress, also where its window is over by now.</summary>
    void BeganOffline(Transaction tx, DeliveryId delivery, OpeningId opening, DateTimeOffset now);

    /// <summary>Unlocked, opened, closed, secured, in this order, each said by the device.</summary>
    /// <param name="tx">The transaction of the last step.</param>
    /// <param name="delivery">Whose grant it was.</param>
    /// <param name="opening">The opening that is complete.</param>
    /// <param name="late">Some step was told late.</param>
    /// <param name="now">When the portal learned of it.</param>
    void Secured(Transaction tx, DeliveryId delivery, OpeningId opening, bool late, DateTimeOffset now);

    /// <summary>Nothing opened within the 60 s: the delivery is missed, <c>never_opened</c>.</summary>
    void NeverOpened(Transaction tx, DeliveryId delivery, OpeningId opening, DateTimeOffset now);

    /// <summary>The window went by and the grant was never used: the delivery is missed.</summary>
    void Expired(Transaction tx, DeliveryId delivery, DateTimeOffset now);

    /// <summary>Its device was released and no other can honour it: the delivery is revoked, <c>device_released</c>.</summary>
    void DeviceReleased(Transaction tx, DeliveryId delivery, DateTimeOffset now);

    /// <summary>Forced, tampered, open for 10 min or silent for 15: a person must resolve it.</summary>
    void Incident(Transaction tx, DeliveryId delivery, string reason, DateTimeOffset now);
}
