namespace Portal.Client.Access;

/// <summary>What an owner set about an access point, as its entry says it.</summary>
internal static class ChangeWords
{
    public static string Of(EntryData data) => data.Text("what") switch
    {
        "name" => "Name or time zone changed",
        "instructions" => "Instructions for the driver changed",
        "place" => "Place moved",
        "zone" => "Delivery zone drawn",
        "no_zone" => "Delivery zone taken away",
        "reach" => "How near a driver must be changed",
        "relock" => "When it should be shut and locked changed",
        "camera" => "Camera required",
        "no_camera" => "Camera no longer required",
        "checklist" => "List before a window changed",
        "car" => "Car changed",
        "photo" => "Photo of the car changed",
        "no_photo" => "Photo of the car taken away",
        "position_kept" => "Keeping the car’s last position switched on",
        "position_not_kept" => "Keeping the car’s last position switched off",
        "handle" => "New handle made",
        _ => "Settings changed",
    };
}
