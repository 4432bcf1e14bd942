using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Deliveries;
using Portal.Storage;

namespace Portal.Carriers;

/// <summary>Gives a carrier what its driver needs, and enters that it was given: the code each time, an exact position each time (S12).</summary>
internal sealed class AccessHandover(DeliveryChanges changes, Grants grants, PublicUrl portal)
{
    /// <summary>Before the window by so much, and not earlier.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(15);

    public ApiAnswer ToCarrier(Transaction tx, CarrierId carrier, DeliveryId id, DateTimeOffset now)
    {
        if (DeliveryStore.FindOf(tx.Connection, carrier, id) is not { } delivery)
            return ApiAnswer.NoDelivery;
        if (grants.Prove(tx.Connection, id) is not { } proof || now >= proof.NotAfter || !IsWelcome(tx, delivery, carrier))
            return NoAccess(delivery);
        if (now < proof.NotBefore - Ahead)
            return TooEarly(proof.NotBefore - Ahead);

        var place = HandoverPlace.Find(tx.Connection, delivery.AccessPoint, now);
        var actor = new Actor(ActorKind.Carrier, carrier.Value);
        changes.Note(tx, delivery, EntryKinds.AccessDisclosed, actor, now);
        var position = place.PositionFor(isInWindow: now >= proof.NotBefore, out var isExact);
        if (isExact)
            changes.Note(tx, delivery, EntryKinds.PositionDisclosed, actor, now);
        return ApiAnswer.Ok(new AccessBody
        {
            DriverUrl = portal.At(DriverLink.PathOf(proof.LinkToken)),
            Code = proof.Code,
            CodeKind = proof.IsPin ? CodeKind.OfflinePin : CodeKind.Code,
            NotBefore = proof.NotBefore,
            NotAfter = proof.NotAfter,
            Place = position,
            Car = place.Car is { } car ? new CarBody(car.Make, car.Model, car.Colour, car.Plate, PhotoUrl: null) : null,
            Instructions = place.Instructions,
        });
    }

    private static bool IsWelcome(Transaction tx, Delivery delivery, CarrierId carrier) =>
        Accounts.CarrierStanding.Find(tx.Connection, carrier, delivery.Household, delivery.AccessPoint) is { Verified: true, Blocked: false };

    private static ApiAnswer NoAccess(Delivery delivery) => ApiAnswer.Refused(
        StatusCodes.Status409Conflict, "no_access", $"The delivery is {Words.Of(delivery.State)}; there is nothing to hand out for it now.");

    private static ApiAnswer TooEarly(DateTimeOffset availableFrom) => ApiAnswer.Refused(
        StatusCodes.Status403Forbidden,
        "not_in_window",
        "Ask again from 15 minutes before the window.",
        "availableFrom",
        availableFrom);
}
