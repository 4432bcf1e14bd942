using System.Globalization;
using System.Text.Json;
using Portal.Client.Access;

namespace Portal.Gateway.Clouds;

/// <summary>Volvo's words in ours. What is not clearly said is not said. Pure.</summary>
internal static class VolvoWords
{
    /// <summary>Volvo names none for where a car was parked; a receiver that had a whole trip to find itself is better than this.</summary>
    private const double AssumedAccuracyM = 50;

    private const double MostLatitude = 90;
    private const double MostLongitude = 180;

    /// <summary>Later than this it is no time in seconds: it is one in milliseconds.</summary>
    private const long MostSeconds = 100_000_000_000;

    /// <summary>Null: the car is heard and takes commands.</summary>
    public static CloudAway? Away(VolvoField? availability) => (availability?.Value, availability?.UnavailableReason) switch
    {
        ("AVAILABLE", _) => null,
        (_, "POWER_SAVING_MODE") => CloudAway.Asleep,
        (_, "NO_INTERNET") => CloudAway.NoNetwork,
        (_, "CAR_IN_USE") => CloudAway.InUse,
        (_, "OTA_INSTALLATION_IN_PROGRESS" or "SERVICE_MODE_ACTIVE") => CloudAway.Serviced,
        _ => CloudAway.Unreachable,
    };

    public static Observed<LockState>? Lock(VolvoDoors said) => said.CentralLock?.Value switch
    {
        "LOCKED" => new Observed<LockState>(LockState.Locked, said.CentralLock.Timestamp),
        "UNLOCKED" => new Observed<LockState>(LockState.Unlocked, said.CentralLock.Timestamp),
        _ => null,
    };

    /// <summary>The tailgate; closed only while no other door stands open, since the whole car is unlocked with it.</summary>
    public static Observed<DoorState>? Door(VolvoDoors said)
    {
        VolvoField?[] others = [said.FrontLeftDoor, said.FrontRightDoor, said.RearLeftDoor, said.RearRightDoor];
        var at = others.Append(said.Tailgate).Max(one => one?.Timestamp);
        return said.Tailgate?.Value switch
        {
            "OPEN" => new Observed<DoorState>(DoorState.Open, at),
            "AJAR" => new Observed<DoorState>(DoorState.Ajar, at),
            "CLOSED" => new Observed<DoorState>(others.Any(one => one?.Value is "OPEN" or "AJAR") ? DoorState.Ajar : DoorState.Closed, at),
            _ => null,
        };
    }

    /// <summary>That a command was taken is never that it was done (S05).</summary>
    public static Sending Sending(VolvoInvocation? said) => said switch
    {
        { ReadyToUnlock: true } => new Sending(SendingFate.Taken) { ReadyUntil = Time(said.ReadyToUnlockUntil) },
        { InvokeStatus: "COMPLETED" or "DELIVERED" or "RUNNING" or "WAITING" } => new Sending(SendingFate.Taken),
        { InvokeStatus: "VEHICLE_IN_SLEEP" } => new Sending(SendingFate.Refused) { Away = CloudAway.Asleep },
        { InvokeStatus: "NOT_ALLOWED_WRONG_USAGE_MODE" } => new Sending(SendingFate.Refused) { Away = CloudAway.InUse },
        { InvokeStatus: "REJECTED" or "NOT_ALLOWED_PRIVACY_ENABLED" } => new Sending(SendingFate.Refused),
        _ => new Sending(SendingFate.Unknown),
    };

    public static GeoPosition? Position(VolvoLocation said) =>
        said is { Geometry.Coordinates: [var lon, var lat, ..], Properties.Timestamp: { } at } && Math.Abs(lat) <= MostLatitude && Math.Abs(lon) <= MostLongitude
            ? new GeoPosition(lat, lon, AssumedAccuracyM, at)
            : null;

    private static DateTimeOffset? Time(JsonElement? said) => said switch
    {
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var since) && since is > 0 and < MostSeconds * 1000 =>
            since < MostSeconds ? DateTimeOffset.FromUnixTimeSeconds(since) : DateTimeOffset.FromUnixTimeMilliseconds(since),
        { ValueKind: JsonValueKind.String } text when DateTimeOffset.TryParse(
            text.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) => at,
        _ => null,
    };
}
