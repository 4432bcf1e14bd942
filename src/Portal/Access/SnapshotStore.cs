using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about pictures, as members reach them (S28).</summary>
internal static class SnapshotStore
{
    /// <summary>So many of one access point; the oldest give way.</summary>
    private const int Most = 200;

    public static void Add(
        Transaction tx, SnapshotId id, DeviceContext camera, DeliveryId? delivery, Picture picture, DateTimeOffset now)
    {
        tx.Connection.Execute(
            """
            INSERT INTO snapshot (id, device_id, access_point_id, delivery_id, taken_at, media_type, image)
            VALUES (@id, @Device, @AccessPoint, @delivery, @now, @MediaType, @Bytes)
            """,
            new { id, camera.Device, camera.AccessPoint, delivery, now, picture.MediaType, picture.Bytes });
        tx.Connection.Execute(
            """
            DELETE FROM snapshot WHERE id IN (SELECT id FROM snapshot WHERE access_point_id = @AccessPoint
                                              ORDER BY taken_at DESC, id DESC LIMIT -1 OFFSET @Most)
            """,
            new { camera.AccessPoint, Most });
    }

    public static Picture? Find(DbConnection connection, AccountId? account, SnapshotId snapshot) =>
        connection.QuerySingleOrDefault<Row>(
            $"""
            SELECT snapshot.media_type, snapshot.image
            FROM snapshot JOIN access_point ON access_point.id = snapshot.access_point_id {Membership.Of("access_point")}
            WHERE snapshot.id = @snapshot
            """,
            new { account, snapshot }) is { } row
            ? new Picture(row.MediaType, row.Image)
            : null;

    /// <summary>The delivery whose opening goes on there, or else the only one whose window is open.</summary>
    public static DeliveryId? DeliveryNow(DbConnection connection, AccessPointId accessPoint, DateTimeOffset now)
    {
        var candidates = connection.Query<(DeliveryId Delivery, bool IsOpening)>(
            """
            SELECT access_grant.delivery_id, coalesce(opening.state IN ('granted', 'unlocked', 'opened', 'closed'), 0)
            FROM access_grant LEFT JOIN opening ON opening.id = access_grant.opening_id
            WHERE access_grant.access_point_id = @accessPoint AND access_grant.state IN ('ready', 'in_use')
              AND ((access_grant.not_before <= @now AND access_grant.not_after > @now)
                   OR opening.state IN ('granted', 'unlocked', 'opened', 'closed'))
            """,
            new { accessPoint, now }).AsList();
        var opening = candidates.FindAll(one => one.IsOpening);
        if (opening.Count == 1)
            return opening[0].Delivery;
        return candidates.Count == 1 ? candidates[0].Delivery : null;
    }

    private sealed class Row
    {
        public string MediaType { get; init; } = "";

        public byte[] Image { get; init; } = [];
    }
}
