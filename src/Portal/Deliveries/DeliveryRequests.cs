using Dapper;
using NodaTime;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>What a carrier may do with a delivery. Each method runs in the caller's transaction, beside what makes a repeated call harmless.</summary>
internal sealed class DeliveryRequests(DeliveryChanges changes, Grants grants, RuleApprovals approvals)
{
    /// <summary>Asks a household for a window; a standing rule may answer at once. Null: no such handle, or a household that blocks this carrier; which of them is not told.</summary>
    public Delivery? Request(Transaction tx, CarrierId carrier, NewRequest request, DateTimeOffset now)
    {
        if (FindPlace(tx, carrier, request.Handle) is not { } place)
            return null;
        var delivery = new Delivery
        {
            Id = PortalId.New<DeliveryId>(now),
            Household = place.HouseholdId,
            AccessPoint = place.Id,
            TimeZone = place.TimeZone,
            Carrier = carrier,
            State = DeliveryState.Requested,
            TrackingNumber = request.TrackingNumber,
            Parcel = request.Parcel,
            Proposed = request.Windows,
            ProposedBy = Proposer.Carrier,
            Driver = request.Driver is { } driver ? DriverStore.Insert(tx, carrier, driver, now) : null,
            CreatedAt = now,
            UpdatedAt = now,
            Version = 1,
        };
        Timers.Set(tx, TimerKind.DeliveryLapses, delivery.Id.Value, delivery.LapsesAt);
        changes.Add(tx, delivery, ActorOf(carrier));
        return approvals.Apply(tx, delivery, now);
    }

    /// <summary>Takes a request or an approval back; what was given out for it is dead from the commit on.</summary>
    public CarrierOutcome Withdraw(Transaction tx, CarrierId carrier, DeliveryId id, DateTimeOffset now)
    {
        if (DeliveryStore.FindOf(tx.Connection, carrier, id) is not { } delivery)
            return CarrierOutcome.NotFound;
        if (delivery.Withdraw() is not { } withdrawn)
            return CarrierOutcome.NotPossible;
        Grants.Revoke(tx, id);
        Timers.Cancel(tx, TimerKind.DeliveryLapses, id.Value);
        changes.Keep(tx, withdrawn, ActorOf(carrier), now);
        return CarrierOutcome.Done;
    }

    /// <summary>Takes the time that a member proposed, or a part of it.</summary>
    public CarrierOutcome Accept(Transaction tx, CarrierId carrier, DeliveryId id, DeliveryWindow window, DateTimeOffset now)
    {
        if (DeliveryStore.FindOf(tx.Connection, carrier, id) is not { } delivery)
            return CarrierOutcome.NotFound;
        if (delivery.Accept(window) is null || !IsWelcome(tx, delivery, carrier))
            return CarrierOutcome.NotPossible;
        if (delivery.Agreeable(window, now) is not { } agreed || delivery.Accept(agreed) is not { } accepted)
            return CarrierOutcome.WindowNotValid;
        if (grants.Make(tx, Answers.GrantFor(accepted, agreed), now) is null)
            return CarrierOutcome.Overlaps;
        Timers.Cancel(tx, TimerKind.DeliveryLapses, id.Value);
        // What the member wrote stands, unless the carrier takes a part of it.
        if (!delivery.Proposed.Contains(window))
            DeliveryStore.KeepWritten(tx, id, WrittenWindow.Of(window, DateTimeZoneProviders.Tzdb[delivery.TimeZone]));
        changes.Keep(tx, accepted, ActorOf(carrier), now);
        return CarrierOutcome.Done;
    }

    /// <summary>Names who comes. Another driver than before: the old code and link are dead from the commit on.</summary>
    public CarrierOutcome AssignDriver(Transaction tx, CarrierId carrier, DeliveryId id, NewDriver driver, DateTimeOffset now)
    {
        if (DeliveryStore.FindOf(tx.Connection, carrier, id) is not { } delivery)
            return CarrierOutcome.NotFound;
        if (delivery.State is not (DeliveryState.Requested or DeliveryState.Approved))
            return CarrierOutcome.NotPossible;
        if (DriverStore.IsNamed(tx.Connection, id, driver))
            return CarrierOutcome.Done;
        var next = delivery with { Driver = DriverStore.Insert(tx, carrier, driver, now) };
        grants.AssignDriver(tx, id, next.Driver.Value);
        changes.Keep(tx, next, EntryKinds.DriverAssigned, ActorOf(carrier), now);
        if (delivery.Driver is { } replaced)
            DriverStore.DeleteReplaced(tx, id, replaced);
        return CarrierOutcome.Done;
    }

    private static bool IsWelcome(Transaction tx, Delivery delivery, CarrierId carrier) =>
        CarrierStanding.Find(tx.Connection, carrier, delivery.Household, delivery.AccessPoint) is { Verified: true, Blocked: false };

    private static Actor ActorOf(CarrierId carrier) => new(ActorKind.Carrier, carrier.Value);

    /// <summary>The access point behind a handle, for a carrier that is verified now and not blocked there.</summary>
    private static Place? FindPlace(Transaction tx, CarrierId carrier, string handle) =>
        tx.Connection.QuerySingleOrDefault<Place>(
            $"""
            SELECT access_point.id, access_point.household_id, access_point.time_zone
            FROM access_point JOIN carrier ON carrier.id = @carrier AND carrier.standing = 'verified'
            WHERE access_point.handle = @handle AND {AccessPointStore.Stands}
              AND NOT EXISTS (
                  SELECT 1 FROM carrier_block block
                  WHERE block.household_id = access_point.household_id AND block.carrier_id = carrier.id
                    AND block.access_point_id IN ('', access_point.id))
            """,
            new { carrier, handle });

    private sealed class Place
    {
        public AccessPointId Id { get; init; }

        public HouseholdId HouseholdId { get; init; }

        public string TimeZone { get; init; } = "";
    }
}

/// <summary>What became of something a carrier asked for.</summary>
internal enum CarrierOutcome
{
    Done,

    /// <summary>No such delivery, or another carrier's.</summary>
    NotFound,

    /// <summary>Its state does not allow it; nothing was changed.</summary>
    NotPossible,

    /// <summary>It is over, or no part of what was proposed.</summary>
    WindowNotValid,

    /// <summary>The access point has another approved window then (S17).</summary>
    Overlaps,
}
