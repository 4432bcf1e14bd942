using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The places of a household that ends: no name, plate, position or picture stays. A device on a door is released by hand before.</summary>
internal sealed class PlaceErasure : IHouseholdEnd
{
    private const string Facts =
        """
        DELETE FROM car_photo WHERE access_point_id = @place;
        DELETE FROM kept_position WHERE access_point_id = @place;
        UPDATE access_point
        SET handle = id, instructions = '', checklist = '', car_make = NULL, car_model = NULL, car_colour = NULL, car_plate = NULL,
            latitude = iif(kind = 'trunk', NULL, 0), longitude = iif(kind = 'trunk', NULL, 0),
            zone_latitude = NULL, zone_longitude = NULL, zone_metres = NULL, keeps_position = 0
        WHERE id = @place
        """;

    public bool MayEnd(DbConnection connection, HouseholdId household) =>
        !connection.ExecuteScalar<bool>(
            """
            SELECT EXISTS (SELECT 1 FROM device JOIN access_point ON access_point.id = device.access_point_id
                           WHERE access_point.household_id = @household AND device.state <> 'released')
                OR EXISTS (SELECT 1 FROM cloud_link WHERE household_id = @household)
            """,
            new { household });

    public void Erase(Transaction tx, HouseholdId household)
    {
        var places = tx.Connection.Query<AccessPointId>("SELECT id FROM access_point WHERE household_id = @household", new { household }).AsList();
        foreach (var place in places)
        {
            EraseFacts(tx, place);
            tx.Connection.Execute(
                "DELETE FROM snapshot WHERE access_point_id = @place; UPDATE access_point SET name = '' WHERE id = @place", new { place });
        }

        while (OldFacts.Erase(tx, household, DateTimeOffset.MaxValue) > 0)
        {
            // All of it, however much: nobody is left to wait at this door.
        }
    }

    /// <summary>What says whose car or door it is, where it stands and what is to be done there; its handle opens no request any more.</summary>
    public static void EraseFacts(Transaction tx, AccessPointId place) => tx.Connection.Execute(Facts, new { place });
}
