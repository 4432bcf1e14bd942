using System.Data.Common;
using Dapper;
using Portal.Client;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>The people whom carriers named. Each naming is a person of its own: two of the same name are not one.</summary>
internal static class DriverStore
{
    public static DriverId Insert(Transaction tx, CarrierId carrier, NewDriver driver, DateTimeOffset now)
    {
        var id = PortalId.New<DriverId>(now);
        tx.Connection.Execute(
            "INSERT INTO driver (id, carrier_id, name, phone, photo_url, named_at) VALUES (@id, @carrier, @Name, @Phone, @photoUrl, @now)",
            new { id, carrier, driver.Name, driver.Phone, photoUrl = driver.PhotoUrl?.AbsoluteUri, now });
        return id;
    }

    /// <summary>Somebody else was named in the place of this driver: unless something was granted to them, nothing needs them any more.</summary>
    public static void DeleteReplaced(Transaction tx, DeliveryId delivery, DriverId driver) =>
        tx.Connection.Execute(
            """
            DELETE FROM driver
            WHERE id = @driver AND NOT EXISTS (SELECT 1 FROM access_grant WHERE delivery_id = @delivery AND driver_id = @driver)
            """,
            new { delivery, driver });

    /// <summary>Whether the driver of a delivery was named exactly so: naming them again changes nothing.</summary>
    public static bool IsNamed(DbConnection connection, DeliveryId delivery, NewDriver driver) =>
        connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (
                SELECT 1 FROM delivery JOIN driver ON driver.id = delivery.driver_id
                WHERE delivery.id = @delivery AND driver.name = @Name AND driver.phone IS @Phone AND driver.photo_url IS @photoUrl)
            """,
            new { delivery, driver.Name, driver.Phone, photoUrl = driver.PhotoUrl?.AbsoluteUri });

    public static IReadOnlyDictionary<DriverId, string> Names(DbConnection connection, IEnumerable<DriverId> drivers) =>
        connection.Query<(DriverId Id, string Name)>("SELECT id, name FROM driver WHERE id IN @ids", new { ids = drivers.Select(id => id.Value) })
            .ToDictionary(row => row.Id, row => row.Name);
}
