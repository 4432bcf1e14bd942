using NodaTime;
using Portal.Client.Access;

namespace Portal.Access;

/// <summary>What an owner may write about an access point; one message for each field that is wrong.</summary>
internal static class AccessPointRules
{
    private const int LongestName = 60;
    private const int LongestWord = 40;
    private const int LongestInstructions = 500;

    public static Dictionary<string, string> Faults(AccessPointDraft draft)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        Text(faults, nameof(draft.Name), draft.Name, LongestName, "Give it a name, for example 'Front door'.");
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(draft.TimeZone) is null)
            faults[nameof(draft.TimeZone)] = "Choose the time zone of the place.";
        if (draft.Instructions.Length > LongestInstructions)
            faults[nameof(draft.Instructions)] = $"At most {LongestInstructions} characters.";
        if (draft.Kind == AccessPointKind.Trunk)
            Car(faults, draft);
        else
            Place(faults, draft);
        return faults;
    }

    private static void Car(Dictionary<string, string> faults, AccessPointDraft draft)
    {
        Text(faults, nameof(draft.CarMake), draft.CarMake, LongestWord, "Write the make, so that the driver finds the car.");
        Text(faults, nameof(draft.CarModel), draft.CarModel, LongestWord, "Write the model, so that the driver finds the car.");
        Text(faults, nameof(draft.CarColour), draft.CarColour, LongestWord, "Write the colour, so that the driver finds the car.");
        Text(faults, nameof(draft.CarPlate), draft.CarPlate, LongestWord, "Write the plate, so that the driver finds the car.");
    }

    private static void Place(Dictionary<string, string> faults, AccessPointDraft draft)
    {
        if (draft.Latitude is not (>= -90 and <= 90))
            faults[nameof(draft.Latitude)] = "Write the latitude in degrees, from -90 to 90.";
        if (draft.Longitude is not (>= -180 and <= 180))
            faults[nameof(draft.Longitude)] = "Write the longitude in degrees, from -180 to 180.";
    }

    private static void Text(Dictionary<string, string> faults, string field, string value, int longest, string ifMissing)
    {
        if (string.IsNullOrWhiteSpace(value))
            faults[field] = ifMissing;
        else if (value.Trim().Length > longest)
            faults[field] = $"At most {longest} characters.";
    }
}
