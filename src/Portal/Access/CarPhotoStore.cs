using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about photos of cars: one of each access point, for members of its household and the driver of a delivery (S38).</summary>
internal static class CarPhotoStore
{
    public static Picture? Find(DbConnection connection, AccountId? account, CarPhotoId photo) =>
        connection.QuerySingleOrDefault<Row>(
            $"""
            SELECT car_photo.media_type, car_photo.image
            FROM car_photo JOIN access_point ON access_point.id = car_photo.access_point_id {Membership.Of("access_point")}
            WHERE car_photo.id = @photo
            """,
            new { account, photo })?.ToPicture();

    /// <summary>The photo of an access point, for a caller that has proved to be a party of a delivery there.</summary>
    public static Picture? FindOf(DbConnection connection, AccessPointId accessPoint) =>
        connection.QuerySingleOrDefault<Row>(
            "SELECT media_type, image FROM car_photo WHERE access_point_id = @accessPoint", new { accessPoint })?.ToPicture();

    public static bool Exists(DbConnection connection, AccessPointId accessPoint) =>
        connection.ExecuteScalar<bool>("SELECT EXISTS (SELECT 1 FROM car_photo WHERE access_point_id = @accessPoint)", new { accessPoint });

    public static void Put(Transaction tx, AccessPointId accessPoint, CarPhotoId id, Picture picture)
    {
        Delete(tx, accessPoint);
        tx.Connection.Execute(
            "INSERT INTO car_photo (id, access_point_id, media_type, image) VALUES (@id, @accessPoint, @MediaType, @Bytes)",
            new { id, accessPoint, picture.MediaType, picture.Bytes });
    }

    /// <summary>True when there was one.</summary>
    public static bool Delete(Transaction tx, AccessPointId accessPoint) =>
        tx.Connection.Execute("DELETE FROM car_photo WHERE access_point_id = @accessPoint", new { accessPoint }) == 1;

    private sealed class Row
    {
        public string MediaType { get; init; } = "";

        public byte[] Image { get; init; } = [];

        public Picture ToPicture() => new(MediaType, Image);
    }
}
