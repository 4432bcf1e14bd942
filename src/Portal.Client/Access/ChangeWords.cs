namespace Portal.Client.Access;

/// <summary>What an owner set about an access point, as its entry says it.</summary>
internal static class ChangeWords
{
    public static string Of(EntryData data, string by) => data.Text("what") switch
    {
        "name" => AccessText.FormatChangedName(by),
        "instructions" => AccessText.FormatChangedInstructions(by),
        "place" => AccessText.FormatChangedPlace(by),
        "zone" => AccessText.FormatChangedZone(by),
        "no_zone" => AccessText.FormatChangedZoneAway(by),
        "reach" => AccessText.FormatChangedReach(by),
        "relock" => AccessText.FormatChangedRelock(by),
        "camera" => AccessText.FormatChangedCamera(by),
        "no_camera" => AccessText.FormatChangedCameraAway(by),
        "checklist" => AccessText.FormatChangedChecklist(by),
        "car" => AccessText.FormatChangedCar(by),
        "photo" => AccessText.FormatChangedPhoto(by),
        "no_photo" => AccessText.FormatChangedPhotoAway(by),
        "position_kept" => AccessText.FormatChangedPositionKept(by),
        "position_not_kept" => AccessText.FormatChangedPositionNotKept(by),
        "handle" => AccessText.FormatChangedHandle(by),
        _ => AccessText.FormatChangedSettings(by),
    };
}
