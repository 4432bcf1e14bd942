using Dapper;
using Portal.Client;
using Portal.Client.Access;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// A change of an access point as it is stored and entered. What the entry says is limits and switches: no name, plate, place or list, which
/// would stay in the record after they were changed.
/// </summary>
internal static class AccessPointChanges
{
    /// <summary>Stores a checked change; null when it is so already, else the data of its entry.</summary>
    public static string? Apply(Transaction tx, AccessPointSettingsRow row, AccessPointChange change, DateTimeOffset now) => change switch
    {
        NameChange name => Of("name", Set(tx, row.Id, ("name", name.Name.Trim()), ("time_zone", name.TimeZone))),
        InstructionsChange says => Of("instructions", Set(tx, row.Id, ("instructions", says.Instructions.Trim()))),
        PlaceChange place => Of("place", Set(tx, row.Id, ("latitude", place.Latitude), ("longitude", place.Longitude))),
        ZoneChange { Zone: var zone } => Of(
            zone is null ? "no_zone" : "zone",
            Set(tx, row.Id, ("zone_latitude", zone?.Lat), ("zone_longitude", zone?.Lon), ("zone_metres", (int?)zone?.RadiusM))),
        ReachChange reach => Of("reach", Set(tx, row.Id, ("reach_metres", reach.ReachMetres)), new { reach.ReachMetres }),
        RelockChange relock => Of("relock", Relock(tx, row.Id, relock), relock),
        CameraChange camera => Of(camera.Required ? "camera" : "no_camera", Set(tx, row.Id, ("camera_required", camera.Required))),
        ChecklistChange list => Of("checklist", Set(tx, row.Id, ("checklist", string.Join('\n', AccessPointRules.Items(list.Checklist))))),
        CarChange car => Of("car", Car(tx, row.Id, car)),
        PhotoChange photo => Of(photo.Photo is null ? "no_photo" : "photo", Photo(tx, row.Id, photo, now)),
        KeepPositionChange keep => Of(keep.Keeps ? "position_kept" : "position_not_kept", KeepPosition(tx, row.Id, keep)),
        HandleChange => Of("handle", Set(tx, row.Id, ("handle", AccessPoints.NewHandle(row.AccessPointKind)))),
        _ => throw new ArgumentOutOfRangeException(nameof(change), change.GetType().Name, "No such change."),
    };

    private static string? Of(string what, bool isOther) => isOther ? LedgerData.Of(new { what }) : null;

    private static string? Of<T>(string what, bool isOther, T to) => isOther ? LedgerData.Of(new { what, to }) : null;

    private static bool Relock(Transaction tx, AccessPointId id, RelockChange change) => Set(
        tx,
        id,
        ("left_open_seconds", change.LeftOpenSeconds),
        ("watches_hand_openings", change.WatchesHandOpenings),
        ("not_relocked_seconds", change.NotRelockedSeconds),
        ("relocks", change.Relocks));

    private static bool Car(Transaction tx, AccessPointId id, CarChange car) => Set(
        tx,
        id,
        ("car_make", car.CarMake.Trim()),
        ("car_model", car.CarModel.Trim()),
        ("car_colour", car.CarColour.Trim()),
        ("car_plate", car.CarPlate.Trim()));

    /// <summary>What cameras write beside a picture is left out (S38).</summary>
    private static bool Photo(Transaction tx, AccessPointId id, PhotoChange change, DateTimeOffset now)
    {
        if (change.Photo is null)
            return CarPhotoStore.Delete(tx, id);
        if (!Picture.TryClean(change.Photo, out var picture))
            throw new InvalidOperationException("It was checked to be a picture.");
        CarPhotoStore.Put(tx, id, PortalId.New<CarPhotoId>(now), picture);
        return true;
    }

    private static bool KeepPosition(Transaction tx, AccessPointId id, KeepPositionChange change)
    {
        if (!change.Keeps)
            tx.Connection.Execute("DELETE FROM kept_position WHERE access_point_id = @id", new { id });
        return Set(tx, id, ("keeps_position", change.Keeps));
    }

    /// <summary>True when this changed something.</summary>
    private static bool Set(Transaction tx, AccessPointId id, params ReadOnlySpan<(string Column, object? Value)> values)
    {
        var parameters = new DynamicParameters(new { id });
        var (sets, others) = (new List<string>(), new List<string>());
        foreach (var (column, value) in values)
        {
            sets.Add($"{column} = @{column}");
            others.Add($"{column} IS NOT @{column}");
            parameters.Add(column, value);
        }

        return tx.Connection.Execute(
            $"UPDATE access_point SET {string.Join(", ", sets)} WHERE id = @id AND ({string.Join(" OR ", others)})", parameters) == 1;
    }
}
