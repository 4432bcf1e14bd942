using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Demo;

/// <summary>An access point of the demo household and the virtual devices that stand there.</summary>
/// <param name="Key">Names its folder.</param>
/// <param name="Profile">What the device is.</param>
/// <param name="Draft">What the owner would write.</param>
internal sealed record DemoPlaceSetup(string Key, DeviceProfile Profile, AccessPointDraft Draft)
{
    /// <summary>What hangs beside it at the same access point.</summary>
    public DeviceProfile? Beside { get; init; }
}

/// <summary>The three places, all within a short walk.</summary>
internal static class DemoPlaces
{
    public const double Latitude = 52.56214;
    public const double Longitude = 13.39367;

    private const double DoorLatitude = 52.56302;
    private const double DoorLongitude = 13.39514;
    private const double GarageLatitude = 52.56288;
    private const double GarageLongitude = 13.39561;

    public static IReadOnlyList<DemoPlaceSetup> All { get; } =
    [
        new("car", DeviceProfile.KeyBox, new AccessPointDraft
        {
            Kind = AccessPointKind.Trunk,
            Name = "Blue Volvo",
            TimeZone = DemoPeople.TimeZone,
            CarMake = "Volvo",
            CarModel = "V60",
            CarColour = "dark blue",
            CarPlate = "B-QX 4093",
            Instructions = "Put it behind the net. The lid closes with one push.",
        }),
        new("front-door", DeviceProfile.SmartLock, new AccessPointDraft
        {
            Kind = AccessPointKind.Door,
            Name = "Front door",
            TimeZone = DemoPeople.TimeZone,
            Latitude = DoorLatitude,
            Longitude = DoorLongitude,
            Instructions = "Just inside, on the bench. The cat stays in.",
        })
        {
            Beside = DeviceProfile.Doorbell,
        },
        new("garage", DeviceProfile.GarageOpener, new AccessPointDraft
        {
            Kind = AccessPointKind.Garage,
            Name = "Garage",
            TimeZone = DemoPeople.TimeZone,
            Latitude = GarageLatitude,
            Longitude = GarageLongitude,
            Instructions = "On the shelf to the left.",
        }),
    ];
}
