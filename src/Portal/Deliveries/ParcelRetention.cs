using System.Data.Common;
using Dapper;
using Portal.Access;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>
/// The parcels of deliveries that have ended: what was in them, who brought them and why they went wrong. That there was one, when, and how it ended
/// stays: that is its carrier's too.
/// </summary>
internal sealed class ParcelRetention : IRetention
{
    private const int AtOnce = 200;

    private const string Due =
        $"""
        SELECT delivery.id FROM access_point JOIN delivery ON delivery.access_point_id = access_point.id
        WHERE access_point.household_id = @household AND delivery.updated_at < @before AND delivery.state NOT IN ({UnendedDelivery.States})
          AND (delivery.driver_id IS NOT NULL OR {ParcelErasure.IsThere})
        """;

    public RetentionKind Kind => RetentionKind.Parcels;

    public bool IsDue(DbConnection connection, HouseholdId household, DateTimeOffset before) =>
        connection.ExecuteScalar<bool>($"SELECT EXISTS ({Due})", new { household, before });

    public int Erase(Transaction tx, HouseholdId household, DateTimeOffset before, DateTimeOffset now)
    {
        var deliveries = tx.Connection.Query<string>($"{Due} LIMIT {AtOnce}", new { household, before }).AsList();
        var drivers = tx.Connection.Query<string>(
            """
            SELECT driver_id FROM access_grant WHERE delivery_id IN @deliveries AND driver_id IS NOT NULL
            UNION SELECT driver_id FROM delivery WHERE id IN @deliveries AND driver_id IS NOT NULL
            """,
            new { deliveries }).AsList();
        tx.Connection.Execute(
            $"""
            UPDATE access_grant SET driver_id = NULL WHERE delivery_id IN @deliveries;
            UPDATE delivery SET driver_id = NULL, {ParcelErasure.Emptied} WHERE id IN @deliveries;
            """,
            new { deliveries });
        // Each naming of a driver is a person of its own (DriverStore): nobody else refers to these.
        tx.Connection.Execute("DELETE FROM driver WHERE id IN @drivers", new { drivers });
        return deliveries.Count;
    }
}
