using Dapper;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Carriers;
using Portal.Device.Protocol;
using Portal.Storage;

namespace Portal.Tests.Access.Properties;

/// <summary>A household with one opening, its device and a verified carrier: a case's own, in a database that many cases share.</summary>
internal sealed record Neighbour
{
    public const double Lat = 52.52;
    public const double Lon = 13.4;
    public const int HeartbeatSeconds = 60;

    public required AccessPointKind Kind { get; init; }

    public required HouseholdId Household { get; init; }

    public required AccountId Owner { get; init; }

    public required AccountId Viewer { get; init; }

    /// <summary>Expects people by hand.</summary>
    public required AccountId Approver { get; init; }

    public required CarrierId Carrier { get; init; }

    public required AccessPointId Place { get; init; }

    public required DeviceId Device { get; init; }

    public string Handle => Place.Value;

    public DeviceProfile Profile => Kind switch
    {
        AccessPointKind.Trunk => DeviceProfile.KeyBox,
        AccessPointKind.Door => DeviceProfile.SmartLock,
        AccessPointKind.Garage => DeviceProfile.GarageOpener,
    };

    /// <summary>Moves in, and lets nothing of the cases before fall due any more.</summary>
    public static async Task<Neighbour> MoveInAsync(AccessHouse house, AccessPointKind kind)
    {
        var now = house.Now;
        var home = new Neighbour
        {
            Kind = kind,
            Household = PortalId.New<HouseholdId>(now),
            Owner = PortalId.New<AccountId>(now),
            Viewer = PortalId.New<AccountId>(now),
            Approver = PortalId.New<AccountId>(now),
            Carrier = PortalId.New<CarrierId>(now),
            Place = PortalId.New<AccessPointId>(now),
            Device = PortalId.New<DeviceId>(now),
        };
        await house.House.Database.WriteAsync(
            tx =>
            {
                Settle(tx);
                home.Insert(tx, now);
            },
            AccessHouse.Stop);
        return home;
    }

    private static void Settle(Transaction tx) =>
        tx.Connection.Execute(
            """
            DELETE FROM timer;
            UPDATE device_state SET lock_until = NULL, door_until = NULL, believed_until = NULL, silent = 1 WHERE believed_until IS NOT NULL;
            UPDATE opening SET state = 'unused' WHERE state IN ('granted', 'unlocked', 'opened', 'closed');
            """);

    private void Insert(Transaction tx, DateTimeOffset now)
    {
        tx.Connection.Execute(
            """
            INSERT INTO household VALUES (@Household, 'Home', 'Europe/Berlin', @now);
            INSERT INTO account (id, name, email, email_normalized, security_stamp, concurrency_stamp, created_at)
            VALUES (@Owner, 'Mara', @Owner, @Owner, '', '', @now), (@Viewer, 'Ida', @Viewer, @Viewer, '', '', @now),
                   (@Approver, 'Jonas', @Approver, @Approver, '', '', @now);
            INSERT INTO member
            VALUES (@Household, @Owner, 'owner', @now), (@Household, @Viewer, 'viewer', @now), (@Household, @Approver, 'approver', @now);
            INSERT INTO carrier (id, name, standing, registered_at, verified_at) VALUES (@Carrier, @Carrier, 'verified', @now, @now);
            """,
            new { Household, Owner, Viewer, Approver, Carrier, now });
        var isTrunk = Kind == AccessPointKind.Trunk;
        tx.Connection.Execute(
            """
            INSERT INTO access_point (id, household_id, kind, name, time_zone, handle, instructions, latitude, longitude, zone_latitude,
                                      zone_longitude, zone_metres, reach_metres, created_at)
            VALUES (@Place, @Household, @kind, 'Place', 'Europe/Berlin', @Handle, '', @lat, @lon, @zoneLat, @zoneLon, @zone, @reach, @now);
            INSERT INTO device (id, access_point_id, state, profile, model, serial, firmware, capabilities, heartbeat_seconds, key_x, key_y,
                                key_thumbprint, check_number, claimed_at, paired_at)
            VALUES (@Device, @Place, 'active', @profile, 'Box', '1', '1', @capabilities, @HeartbeatSeconds, '', '', @Device, '', @now, @now)
            """,
            new
            {
                Place,
                Household,
                kind = Words.Of(Kind),
                Handle,
                lat = isTrunk ? (double?)null : Lat,
                lon = isTrunk ? (double?)null : Lon,
                zoneLat = isTrunk ? Lat : (double?)null,
                zoneLon = isTrunk ? Lon : (double?)null,
                zone = isTrunk ? 400 : (int?)null,
                reach = isTrunk ? 150 : 200,
                Device,
                profile = Profile.Name,
                capabilities = System.Text.Json.JsonSerializer.Serialize(Profile.UsualCapabilities),
                HeartbeatSeconds,
                now,
            });
        DeviceStore.Begin(tx, Device, HeartbeatSeconds);
    }
}
