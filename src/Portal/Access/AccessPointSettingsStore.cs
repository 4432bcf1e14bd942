using System.Data.Common;
using Dapper;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Access;

/// <summary>The statements about what is set at access points, as members reach them (S28).</summary>
internal static class AccessPointSettingsStore
{
    public static AccessPointSettingsRow? Find(DbConnection connection, AccountId? account, AccessPointId accessPoint) =>
        connection.QuerySingleOrDefault<AccessPointSettingsRow>(
            $"""
            SELECT access_point.id, access_point.household_id, access_point.kind, access_point.name, access_point.time_zone,
                   access_point.handle, access_point.instructions, access_point.car_make, access_point.car_model, access_point.car_colour,
                   access_point.car_plate, car_photo.id AS photo, access_point.latitude, access_point.longitude, access_point.zone_latitude,
                   access_point.zone_longitude, access_point.zone_metres, access_point.reach_metres, access_point.left_open_seconds,
                   access_point.watches_hand_openings, access_point.not_relocked_seconds, access_point.relocks, access_point.camera_required,
                   access_point.checklist, access_point.keeps_position, member.role,
                   EXISTS (SELECT 1 FROM device, json_each(device.capabilities) capability
                           WHERE device.access_point_id = access_point.id AND device.state = 'active' AND device.state <> 'released'
                             AND capability.value = 'snapshot') AS has_camera,
                   hand_opening_told.is_told
            FROM access_point {Membership.Of("access_point")}
            LEFT JOIN car_photo ON car_photo.access_point_id = access_point.id
            JOIN hand_opening_told ON hand_opening_told.access_point_id = access_point.id AND hand_opening_told.account_id = @account
            WHERE access_point.id = @accessPoint AND {AccessPointStore.Stands}
            """,
            new { account, accessPoint });

    public static void WishToBeTold(Transaction tx, AccessPointId accessPoint, AccountId account, bool isTold) =>
        tx.Connection.Execute(
            """
            INSERT INTO hand_opening_wish (access_point_id, account_id, is_told) VALUES (@accessPoint, @account, @isTold)
            ON CONFLICT (access_point_id, account_id) DO UPDATE SET is_told = excluded.is_told
            """,
            new { accessPoint, account, isTold });
}

/// <summary>What is set at an access point, as one row.</summary>
internal sealed class AccessPointSettingsRow
{
    public AccessPointId Id { get; init; }

    public HouseholdId HouseholdId { get; init; }

    public string Kind { get; init; } = "";

    public string Name { get; init; } = "";

    public string TimeZone { get; init; } = "";

    public string Handle { get; init; } = "";

    public string Instructions { get; init; } = "";

    public string? CarMake { get; init; }

    public string? CarModel { get; init; }

    public string? CarColour { get; init; }

    public string? CarPlate { get; init; }

    public CarPhotoId? Photo { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public double? ZoneLatitude { get; init; }

    public double? ZoneLongitude { get; init; }

    public int? ZoneMetres { get; init; }

    public int ReachMetres { get; init; }

    public int LeftOpenSeconds { get; init; }

    public bool WatchesHandOpenings { get; init; }

    public int NotRelockedSeconds { get; init; }

    public bool Relocks { get; init; }

    public bool CameraRequired { get; init; }

    public string Checklist { get; init; } = "";

    public bool KeepsPosition { get; init; }

    public string Role { get; init; } = "";

    public bool HasCamera { get; init; }

    public bool IsTold { get; init; }

    public bool IsOwner => Words.Parse<MemberRole>(Role) == MemberRole.Owner;

    public AccessPointKind AccessPointKind => Words.Parse<AccessPointKind>(Kind);

    public GeoZone? Zone => this is { ZoneLatitude: { } lat, ZoneLongitude: { } lon, ZoneMetres: { } radius } ? new GeoZone(lat, lon, radius) : null;

    /// <summary>A car has no place, and nothing else has a plate.</summary>
    public bool Takes(AccessPointChange change) => change switch
    {
        PlaceChange => AccessPointKind != AccessPointKind.Trunk,
        ZoneChange or CarChange or PhotoChange or KeepPositionChange => AccessPointKind == AccessPointKind.Trunk,
        _ => true,
    };

    /// <summary>Whether something may be opened afterwards that was refused before.</summary>
    public bool IsLoosenedBy(AccessPointChange change) => change switch
    {
        PlaceChange => true,
        ZoneChange => Zone is not null,
        ReachChange reach => reach.ReachMetres > ReachMetres,
        CameraChange camera => CameraRequired && !camera.Required,
        _ => false,
    };

    public AccessPointSettingsView ToView() => new()
    {
        Id = Id,
        Kind = AccessPointKind,
        Name = Name,
        TimeZone = TimeZone,
        Handle = Handle,
        Instructions = Instructions,
        Car = this is { CarMake: { } make, CarModel: { } model, CarColour: { } colour, CarPlate: { } plate } ? new Car(make, model, colour, plate) : null,
        Photo = Photo,
        Latitude = Latitude,
        Longitude = Longitude,
        Zone = Zone,
        ReachMetres = ReachMetres,
        MostReachMetres = AccessPointRules.MostReachMetres(AccessPointKind),
        LeftOpenSeconds = LeftOpenSeconds,
        WatchesHandOpenings = WatchesHandOpenings,
        NotRelockedSeconds = NotRelockedSeconds,
        Relocks = Relocks,
        CameraRequired = CameraRequired,
        HasCamera = HasCamera,
        Checklist = Checklist,
        KeepsPosition = KeepsPosition,
        IsTold = IsTold,
        IsOwner = IsOwner,
    };
}
