using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The places of a household that ends: no name, plate, position or picture stays. A device on a door is released by hand before.</summary>
internal sealed class PlaceErasure : IHouseholdEnd
{
    private static readonly string[] PicturesAndPositions = ["snapshot", "car_photo", "kept_position"];

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
        foreach (var table in PicturesAndPositions)
        {
            tx.Connection.Execute(
                $"DELETE FROM {table} WHERE access_point_id IN (SELECT id FROM access_point WHERE household_id = @household)", new { household });
        }

        while (OldFacts.Erase(tx, household, DateTimeOffset.MaxValue) > 0)
        {
            // All of it, however much: nobody is left to wait at this door.
        }

        tx.Connection.Execute(
            """
            UPDATE access_point
            SET name = '', handle = id, instructions = '', checklist = '', car_make = NULL, car_model = NULL, car_colour = NULL, car_plate = NULL,
                latitude = iif(kind = 'trunk', NULL, 0), longitude = iif(kind = 'trunk', NULL, 0),
                zone_latitude = NULL, zone_longitude = NULL, zone_metres = NULL
            WHERE household_id = @household
            """,
            new { household });
    }
}
