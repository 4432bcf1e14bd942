using System.Data.Common;
using Dapper;
using Portal.Access;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Deliveries;

/// <summary>The parcels of a household that ends: what was in them and why they were refused goes; that one was asked for is its carrier's too.</summary>
internal sealed class ParcelErasure : IHouseholdEnd
{
    /// <summary>Takes everything out of a row of <c>delivery</c> that says what was in the parcel and why it went wrong.</summary>
    public const string Emptied =
        """
        parcel_description = NULL, parcel_weight_grams = NULL, parcel_length_mm = NULL, parcel_width_mm = NULL, parcel_height_mm = NULL,
        parcel_photo_url = NULL, reason = NULL
        """;

    /// <summary>Whether there is anything of it.</summary>
    public const string IsThere =
        """
        coalesce(delivery.parcel_description, delivery.parcel_weight_grams, delivery.parcel_length_mm, delivery.parcel_width_mm,
                 delivery.parcel_height_mm, delivery.parcel_photo_url, delivery.reason) IS NOT NULL
        """;

    public bool MayEnd(DbConnection connection, HouseholdId household) =>
        !connection.ExecuteScalar<bool>(
            $"""
            SELECT EXISTS (SELECT 1 FROM delivery JOIN access_point ON access_point.id = delivery.access_point_id
                           WHERE access_point.household_id = @household AND delivery.state IN ({UnendedDelivery.States}))
            """,
            new { household });

    public void Erase(Transaction tx, HouseholdId household) =>
        tx.Connection.Execute(
            $"UPDATE delivery SET {Emptied} WHERE access_point_id IN (SELECT id FROM access_point WHERE household_id = @household)",
            new { household });
}
