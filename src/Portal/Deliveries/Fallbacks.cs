using System.Data.Common;
using Dapper;
using Portal.Access;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>
/// What follows when a carrier's delivery is denied for good: whoever asks is told where to go instead. Another access point is asked for
/// like any delivery, so a standing rule there approves it or a person does; until then the answer is 'return to depot'.
/// </summary>
internal sealed class Fallbacks(DeliveryChanges changes, RuleApprovals approvals)
{
    /// <summary>An attempt that had shown the right code or link was denied.</summary>
    public void Divert(Transaction tx, DeliveryId id, DenialReason reason, DateTimeOffset now)
    {
        if (!IsForGood(reason)
            || DeliveryStore.Find(tx.Connection, id) is not { State: DeliveryState.Approved, Carrier: { } carrier, DivertedAt: null } delivery
            || FindNamed(tx, delivery.AccessPoint) is not { } named)
            return;
        changes.Keep(tx, delivery with { DivertedAt = now }, EntryKinds.DeliveryDiverted, Actor.Portal, now);

        // Once: what is already asked for elsewhere is not sent on a round trip.
        if (named is { Other: { } other, OtherZone: { } zone } && delivery.InsteadOf is null)
            Ask(tx, delivery, carrier, other, zone, now);
    }

    /// <summary>One parcel is dropped once: when it is begun at one of the two places, the other is withdrawn.</summary>
    public void Settle(Transaction tx, DeliveryId begun, DateTimeOffset now)
    {
        var others = tx.Connection.Query<DeliveryId>(
            """
            SELECT id FROM delivery
            WHERE (instead_of = @begun OR id = (SELECT instead_of FROM delivery WHERE id = @begun)) AND state IN ('requested', 'approved')
            """,
            new { begun }).AsList();
        foreach (var other in others)
        {
            if (DeliveryStore.Find(tx.Connection, other)?.GoElsewhere() is not { } withdrawn)
                continue;
            Grants.Revoke(tx, other);
            Timers.Cancel(tx, TimerKind.DeliveryLapses, other.Value);
            changes.Keep(tx, withdrawn, Actor.Portal, now);
        }
    }

    /// <summary>Where to go instead, of each of these deliveries that is told to.</summary>
    public static IReadOnlyDictionary<DeliveryId, Instead> Told(DbConnection connection, IEnumerable<DeliveryId> deliveries) =>
        connection.Query<(DeliveryId Id, DeliveryId? Other, string? Place)>(
                """
                SELECT delivery.id, other.id, place.name
                FROM delivery
                LEFT JOIN delivery other ON other.instead_of = delivery.id AND other.state IN ('approved', 'in_progress', 'completed')
                LEFT JOIN access_point place ON place.id = other.access_point_id
                WHERE delivery.id IN @ids AND delivery.diverted_at IS NOT NULL
                  AND delivery.state IN ('approved', 'missed', 'revoked', 'withdrawn')
                """,
                new { ids = deliveries.Select(id => id.Value) })
            .ToDictionary(row => row.Id, row => new Instead(row.Other, row.Place));

    private void Ask(Transaction tx, Delivery denied, CarrierId carrier, AccessPointId place, string zone, DateTimeOffset now)
    {
        var left = new DeliveryWindow(now, denied.Window?.End ?? now);
        if (WindowRules.Fault(left, now) is not null
            || CarrierStanding.Find(tx.Connection, carrier, denied.Household, place) is not { Verified: true, Blocked: false })
            return;
        var asked = new Delivery
        {
            Id = PortalId.New<DeliveryId>(now),
            Household = denied.Household,
            AccessPoint = place,
            TimeZone = zone,
            Carrier = carrier,
            State = DeliveryState.Requested,
            TrackingNumber = denied.TrackingNumber,
            Parcel = denied.Parcel,
            Proposed = [left],
            ProposedBy = Proposer.Carrier,
            Driver = denied.Driver,
            InsteadOf = denied.Id,
            CreatedAt = now,
            UpdatedAt = now,
            Version = 1,
        };
        Timers.Set(tx, TimerKind.DeliveryLapses, asked.Id.Value, asked.LapsesAt);
        changes.Add(tx, asked, Actor.Portal);
        approvals.Apply(tx, asked, now);
    }

    /// <summary>What an owner named for this access point; null for nothing.</summary>
    private static Named? FindNamed(Transaction tx, AccessPointId accessPoint) =>
        tx.Connection.QuerySingleOrDefault<Named>(
            """
            SELECT other.id AS other, other.time_zone AS other_zone
            FROM access_point LEFT JOIN access_point other ON other.id = access_point.fallback_access_point_id
            WHERE access_point.id = @accessPoint AND access_point.fallback <> 'none'
            """,
            new { accessPoint });

    /// <summary>Waiting or walking changes nothing: paused, away, or the device is not to be heard or not in order.</summary>
    private static bool IsForGood(DenialReason reason) => reason is DenialReason.HouseholdPaused or DenialReason.AccessPointPaused
        or DenialReason.OutsideZone or DenialReason.DeviceOffline or DenialReason.NotMonitored or DenialReason.DeviceTampered
        or DenialReason.DeviceJammed;

    private sealed class Named
    {
        public AccessPointId? Other { get; init; }

        public string? OtherZone { get; init; }
    }
}

/// <summary>Where a driver is to go instead.</summary>
/// <param name="Delivery">The delivery at the other access point, once it is approved; null: back to the depot.</param>
/// <param name="Place">The name of that access point.</param>
internal sealed record Instead(DeliveryId? Delivery, string? Place);
