using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// The life of a grant outside an opening: made by an approval, revoked, given another driver. Each method runs in the caller's transaction,
/// beside what it does to the delivery.
/// </summary>
internal sealed class Grants(GrantCodes codes)
{
    private const string IsFreeThen =
        """
        (EXISTS (SELECT 1 FROM access_point WHERE id = @AccessPoint AND allows_overlap)
         OR NOT EXISTS (
             SELECT 1 FROM access_grant other
             WHERE other.access_point_id = @AccessPoint AND other.state IN ('ready', 'in_use')
               AND other.not_before < @NotAfter AND @NotBefore < other.not_after))
        """;

    /// <summary>
    /// Makes the grant, unless the access point has another that overlaps and its owner does not allow that (S17): then null and nothing is
    /// written. A delivery that had a grant before gets a new code and link, and keeps what its owner waived.
    /// </summary>
    public GrantId? Make(Transaction tx, NewGrant grant, DateTimeOffset now)
    {
        var id = PortalId.New<GrantId>(now);
        var (before, placeWaived) = tx.Connection.QuerySingle<(long, long)>(
            "SELECT coalesce(max(generation), 0), coalesce(max(place_waived), 0) FROM access_grant WHERE delivery_id = @Delivery",
            new { grant.Delivery });
        var generation = (int)before + 1;
        var made = tx.Connection.Execute(
            $"""
            INSERT INTO access_grant (id, access_point_id, delivery_id, carrier_id, driver_id, not_before, not_after, state, generation,
                                      place_waived, link_hash, created_at)
            SELECT @id, @AccessPoint, @Delivery, @Carrier, @Driver, @NotBefore, @NotAfter, 'ready', @generation, @placeWaived, @linkHash, @now
            WHERE {IsFreeThen}
            """,
            new
            {
                id,
                grant.AccessPoint,
                grant.Delivery,
                grant.Carrier,
                grant.Driver,
                grant.NotBefore,
                grant.NotAfter,
                generation,
                placeWaived,
                linkHash = DriverLink.Hash(codes.LinkToken(id, generation)),
                now,
            });
        if (made == 0)
            return null;
        SetTimers(tx, id, grant.NotBefore, grant.NotAfter, now);
        OfflinePins.Give(tx, id, grant);
        return id;
    }

    /// <summary>Whether a grant for this time could be made now (S17).</summary>
    public static bool IsFree(DbConnection connection, AccessPointId accessPoint, DateTimeOffset notBefore, DateTimeOffset notAfter) =>
        connection.ExecuteScalar<bool>($"SELECT {IsFreeThen}", new { AccessPoint = accessPoint, NotBefore = notBefore, NotAfter = notAfter });

    /// <summary>Ends a grant that is ready or in use. False: it had ended already.</summary>
    public static bool Revoke(Transaction tx, DeliveryId delivery) =>
        tx.Connection.Execute(
            "UPDATE access_grant SET state = 'revoked' WHERE delivery_id = @delivery AND state IN ('ready', 'in_use')",
            new { delivery }) == 1;

    /// <summary>
    /// Another time for a grant that is ready; its link stays, and its code unless it is a PIN. False: it no longer is, or another has the place then (S17), and nothing is
    /// written.
    /// </summary>
    public static bool Move(Transaction tx, DeliveryId delivery, DateTimeOffset notBefore, DateTimeOffset notAfter, DateTimeOffset now)
    {
        var moved = tx.Connection.QuerySingleOrDefault<GrantId?>(
            """
            UPDATE access_grant SET not_before = @notBefore, not_after = @notAfter
            WHERE delivery_id = @delivery AND state = 'ready'
              AND (EXISTS (SELECT 1 FROM access_point WHERE id = access_grant.access_point_id AND allows_overlap)
                   OR NOT EXISTS (
                       SELECT 1 FROM access_grant other
                       WHERE other.access_point_id = access_grant.access_point_id AND other.state IN ('ready', 'in_use')
                         AND other.id <> access_grant.id AND other.not_before < @notAfter AND @notBefore < other.not_after))
            RETURNING id
            """,
            new { delivery, notBefore, notAfter });
        if (moved is not { } id)
            return false;
        SetTimers(tx, id, notBefore, notAfter, now);
        OfflinePins.Renew(tx, id);
        return true;
    }

    /// <summary>The driver's position is not asked for. False: it was waived already, or the grant is no longer ready.</summary>
    public static bool WaivePlace(Transaction tx, DeliveryId delivery) =>
        tx.Connection.Execute(
            "UPDATE access_grant SET place_waived = 1 WHERE delivery_id = @delivery AND state = 'ready' AND place_waived = 0",
            new { delivery }) == 1;

    /// <summary>Another driver: the old code and link are dead from the commit on.</summary>
    public void AssignDriver(Transaction tx, DeliveryId delivery, DriverId driver)
    {
        if (Renew(tx, delivery))
            tx.Connection.Execute("UPDATE access_grant SET driver_id = @driver WHERE delivery_id = @delivery AND state = 'ready'", new { delivery, driver });
    }

    /// <summary>A new code and a new link; the old ones are dead from the commit on. False: there is no grant that is ready.</summary>
    public bool Renew(Transaction tx, DeliveryId delivery)
    {
        var grant = tx.Connection.QuerySingleOrDefault<Row>(
            "SELECT id, generation FROM access_grant WHERE delivery_id = @delivery AND state = 'ready'", new { delivery });
        if (grant is null)
            return false;
        OfflinePins.Renew(tx, grant.Id);
        var generation = grant.Generation + 1;
        return tx.Connection.Execute(
            "UPDATE access_grant SET generation = @generation, link_hash = @linkHash WHERE id = @Id",
            new { generation, linkHash = DriverLink.Hash(codes.LinkToken(grant.Id, generation)), grant.Id }) == 1;
    }

    /// <summary>The code and the link token of a grant that may still be used; derived anew at each call, never stored (S12).</summary>
    public GrantProof? Prove(DbConnection connection, DeliveryId delivery)
    {
        if (GrantStore.FindLive(connection, delivery) is not { } grant)
            return null;
        var code = codes.Of(grant);
        return new GrantProof(grant.Id, code, codes.LinkToken(grant.Id, grant.Generation), grant.NotBefore, grant.NotAfter);
    }

    private static void SetTimers(Transaction tx, GrantId grant, DateTimeOffset notBefore, DateTimeOffset notAfter, DateTimeOffset now)
    {
        Timers.Set(tx, TimerKind.WindowBegins, grant.Value, notBefore);
        Timers.Set(tx, TimerKind.GrantEnds, grant.Value, notAfter);
        if (now < notBefore - OfflineLists.Ahead)
            Timers.Set(tx, TimerKind.WindowNear, grant.Value, notBefore - OfflineLists.Ahead);
        ReadinessTimer.Arm(tx, grant.Value, notBefore, hasFailed: false, now);
    }

    private sealed class Row
    {
        public GrantId Id { get; init; }

        public int Generation { get; init; }
    }
}
