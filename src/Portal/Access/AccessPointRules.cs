using NodaTime;
using Portal.Client.Access;

namespace Portal.Access;

/// <summary>What an owner may write about an access point; one message for each field that is wrong.</summary>
internal static class AccessPointRules
{
    public const int LeastReachMetres = 20;
    private const int LongestName = 60;
    private const int LongestWord = 40;
    private const int LongestInstructions = 500;
    private const int MostItems = 12;
    private const int LongestItem = 80;
    private const int LargestPhoto = 2 * 1024 * 1024;
    private static readonly (int Least, int Most) LeftOpenSeconds = (30, 600);
    private static readonly (int Least, int Most) NotRelockedSeconds = (10, 600);
    private static readonly (double Least, double Most) ZoneMetres = (50, 50_000);

    /// <summary>How near a driver must be at the most; an owner can lower it (product.md, Who may open).</summary>
    public static int MostReachMetres(AccessPointKind kind) => kind == AccessPointKind.Trunk ? 150 : 200;

    public static Dictionary<string, string> Faults(AccessPointDraft draft)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(faults, draft.Kind, new NameChange(draft.Name, draft.TimeZone));
        Add(faults, draft.Kind, new InstructionsChange(draft.Instructions));
        if (draft.Kind == AccessPointKind.Trunk)
        {
            Add(faults, draft.Kind, new CarChange(draft.CarMake, draft.CarModel, draft.CarColour, draft.CarPlate));
            Add(faults, draft.Kind, new ZoneChange(draft.Zone));
        }
        else
        {
            Add(faults, draft.Kind, new PlaceChange(draft.Latitude, draft.Longitude));
        }

        return faults;
    }

    public static Dictionary<string, string> Faults(AccessPointKind kind, AccessPointChange change)
    {
        var faults = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(faults, kind, change);
        return faults;
    }

    private static void Add(Dictionary<string, string> faults, AccessPointKind kind, AccessPointChange change)
    {
        switch (change)
        {
            case NameChange name:
                Name(faults, name);
                break;
            case InstructionsChange says when says.Instructions.Length > LongestInstructions:
                faults[nameof(says.Instructions)] = AccessPointRulesText.FormatAtMostCharacters(LongestInstructions);
                break;
            case CarChange car:
                Car(faults, car);
                break;
            case PlaceChange place:
                Place(faults, place);
                break;
            case ZoneChange { Zone: { } zone } when !IsPlace(zone.Lat, zone.Lon) || !(zone.RadiusM >= ZoneMetres.Least && zone.RadiusM <= ZoneMetres.Most):
                faults[nameof(ZoneChange.Zone)] = AccessPointRulesText.ZoneHasAMiddle;
                break;
            case ReachChange reach:
                Within(faults, nameof(reach.ReachMetres), reach.ReachMetres, (LeastReachMetres, MostReachMetres(kind)), "m");
                break;
            case RelockChange relock:
                Within(faults, nameof(relock.LeftOpenSeconds), relock.LeftOpenSeconds, LeftOpenSeconds, "s");
                Within(faults, nameof(relock.NotRelockedSeconds), relock.NotRelockedSeconds, NotRelockedSeconds, "s");
                break;
            case ChecklistChange list when Items(list.Checklist) is var items && (items.Length > MostItems || items.Any(item => item.Length > LongestItem)):
                faults[nameof(list.Checklist)] = AccessPointRulesText.FormatAtMostLines(MostItems, LongestItem);
                break;
            case PhotoChange { Photo: { } photo }:
                Photo(faults, photo);
                break;
            default:
                // Whatever it says is right: a switch, a new handle, or a text that is short enough.
                break;
        }
    }

    /// <summary>The lines of a list, without what is empty.</summary>
    public static string[] Items(string list) => list.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void Name(Dictionary<string, string> faults, NameChange name)
    {
        Text(faults, nameof(name.Name), name.Name, LongestName, AccessPointRulesText.GiveItAName);
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(name.TimeZone) is null)
            faults[nameof(name.TimeZone)] = AccessPointRulesText.ChooseTheTimeZone;
    }

    private static void Car(Dictionary<string, string> faults, CarChange car)
    {
        Text(faults, nameof(car.CarMake), car.CarMake, LongestWord, AccessPointRulesText.WriteTheMake);
        Text(faults, nameof(car.CarModel), car.CarModel, LongestWord, AccessPointRulesText.WriteTheModel);
        Text(faults, nameof(car.CarColour), car.CarColour, LongestWord, AccessPointRulesText.WriteTheColour);
        Text(faults, nameof(car.CarPlate), car.CarPlate, LongestWord, AccessPointRulesText.WriteThePlate);
    }

    private static void Place(Dictionary<string, string> faults, PlaceChange place)
    {
        if (place.Latitude is not (>= -90 and <= 90))
            faults[nameof(place.Latitude)] = AccessPointRulesText.WriteTheLatitude;
        if (place.Longitude is not (>= -180 and <= 180))
            faults[nameof(place.Longitude)] = AccessPointRulesText.WriteTheLongitude;
    }

    private static void Photo(Dictionary<string, string> faults, byte[] photo)
    {
        if (photo.Length > LargestPhoto)
            faults[nameof(PhotoChange.Photo)] = AccessPointRulesText.PhotoTooLarge;
        else if (!Picture.TryClean(photo, out _))
            faults[nameof(PhotoChange.Photo)] = AccessPointRulesText.NoWholePicture;
    }

    private static bool IsPlace(double lat, double lon) => lat is >= -90 and <= 90 && lon is >= -180 and <= 180;

    private static void Within(Dictionary<string, string> faults, string field, int? value, (int Least, int Most) range, string unit)
    {
        if (value < range.Least || value > range.Most || value is null)
            faults[field] = AccessPointRulesText.FormatWriteANumber(range.Least, range.Most, unit);
    }

    private static void Text(Dictionary<string, string> faults, string field, string value, int longest, string ifMissing)
    {
        if (string.IsNullOrWhiteSpace(value))
            faults[field] = ifMissing;
        else if (value.Trim().Length > longest)
            faults[field] = AccessPointRulesText.FormatAtMostCharacters(longest);
    }
}
