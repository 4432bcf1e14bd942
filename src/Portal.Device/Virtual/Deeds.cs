using System.Globalization;

namespace Portal.Device.Virtual;

/// <summary>
/// What can be done to a virtual device, by its words: the same at its input, on its command line (<c>--fault</c>) and in README.md.
/// </summary>
internal static class Deeds
{
    private const double MostKilometresPerHour = 300;
    private const double MostPpm = 100_000;
    private const double MostClockSeconds = 86_400;
    private const double MostPercentPerHour = 36_000;

    public static readonly string[] Help =
    [
        "open, close          open or shut the lid, trunk or door; for a garage: press the wall button",
        "unlock, lock         with the resident's own key",
        "force                break it open",
        "cabin open|close     a door of the car that is not its trunk",
        "press, picture       the bell; the camera alone",
        "cut, restore         the network",
        "underground, daylight  no network and no satellites; both again",
        "jam, unjam           the bolt",
        "block, unblock       something stands in the way of the garage door",
        "tamper, untamper     work on the device itself",
        "lie, honest          the contact goes on saying what it says now; the truth again",
        "dead, alive          hear commands and codes, and neither obey nor answer; well again",
        "copy                 somebody signs in once with a copy of its key",
        "freeze, thaw         the camera goes on showing what it sees now; sees again",
        "clock SECONDS [PPM]  so far ahead (or behind: -), gaining further, and not to be put right",
        "clock right          as the portal says",
        "battery PERCENT      set the battery's charge; 0 is silence",
        "drain PERCENT        lose so much an hour from now on; 0 for none",
        "move LAT LON         the car stands somewhere else now",
        "drive LAT LON        the car is there and still moving",
        "route KMH LAT LON …  the car drives from point to point and stands still at the last",
    ];

    /// <summary>What a line means; null where it means nothing. A blank, '=' and ',' part its words.</summary>
    public static Func<VirtualDevice, CancellationToken, Task<OrderOutcome>>? Find(string line) => Words(line) switch
    {
        ["open"] => static (device, stop) => device.OpenLidAsync(stop),
        ["close"] => static (device, stop) => device.CloseLidAsync(stop),
        ["unlock"] => static (device, stop) => device.UnlockByKeyAsync(stop),
        ["lock"] => static (device, stop) => device.LockAsync(stop),
        ["force"] => static (device, stop) => device.ForceAsync(stop),
        ["cabin", "open"] => static (device, stop) => device.MoveCabinAsync(isOpen: true, stop),
        ["cabin", "close"] => static (device, stop) => device.MoveCabinAsync(isOpen: false, stop),
        ["press"] => static (device, stop) => device.PressAsync(stop),
        ["picture"] => static (device, stop) => device.TakePictureAsync(stop),
        ["cut"] => static (device, _) => DoneAsync(device.CutNetworkAsync()),
        ["restore"] => static (device, _) => DoneAsync(device.RestoreNetworkAsync()),
        ["underground"] => static (device, stop) => device.GoUndergroundAsync(isUnderground: true, stop),
        ["daylight"] => static (device, stop) => device.GoUndergroundAsync(isUnderground: false, stop),
        ["jam"] => static (device, stop) => device.JamAsync(isJammed: true, stop),
        ["unjam"] => static (device, stop) => device.JamAsync(isJammed: false, stop),
        ["block"] => static (device, stop) => device.BlockAsync(isBlocked: true, stop),
        ["unblock"] => static (device, stop) => device.BlockAsync(isBlocked: false, stop),
        ["tamper"] => static (device, stop) => device.TamperAsync(isTampered: true, stop),
        ["untamper"] => static (device, stop) => device.TamperAsync(isTampered: false, stop),
        ["lie"] => static (device, stop) => device.LieAsync(isLying: true, stop),
        ["honest"] => static (device, stop) => device.LieAsync(isLying: false, stop),
        ["dead"] => static (device, stop) => device.DieAsync(isDead: true, stop),
        ["alive"] => static (device, stop) => device.DieAsync(isDead: false, stop),
        ["copy"] => static (device, stop) => device.BeCopiedAsync(stop),
        ["freeze"] => static (device, stop) => device.FreezeCameraAsync(isFrozen: true, stop),
        ["thaw"] => static (device, stop) => device.FreezeCameraAsync(isFrozen: false, stop),
        ["clock", "right"] => static (device, stop) => device.SetClockWrongAsync(offset: null, ppm: 0, stop),
        ["clock", var seconds] => Clock(seconds, "0"),
        ["clock", var seconds, var ppm] => Clock(seconds, ppm),
        ["battery", var text] when Number(text, 100) is { } percent and >= 0 => (device, stop) => device.SetBatteryAsync((int)percent, stop),
        ["drain", var text] when Number(text, MostPercentPerHour) is { } perHour and >= 0 => (device, stop) => device.DrainAsync(perHour, stop),
        ["move", ..] words when Points(words[1..]) is [var there] => (device, stop) => device.MoveAsync(there.Lat, there.Lon, isMoving: false, stop),
        ["drive", ..] words when Points(words[1..]) is [var there] => (device, stop) => device.MoveAsync(there.Lat, there.Lon, isMoving: true, stop),
        ["route", var speed, ..] words when Number(speed, MostKilometresPerHour) is { } kmh and > 0 && Points(words[2..]) is [_, ..] route =>
            (device, stop) => device.DriveAsync(route, kmh, stop),
        _ => null,
    };

    /// <summary>The first word of a line.</summary>
    public static string NameOf(string line) => Words(line) is [var first, ..] ? first : "";

    private static string[] Words(string line) =>
        line.Split([' ', '=', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static Func<VirtualDevice, CancellationToken, Task<OrderOutcome>>? Clock(string seconds, string ppm) =>
        Number(seconds, MostClockSeconds) is { } ahead && Number(ppm, MostPpm) is { } gains
            ? (device, stop) => device.SetClockWrongAsync(TimeSpan.FromSeconds(ahead), gains, stop)
            : null;

    // Null where one of them is no point.
    private static GeoPoint[]? Points(string[] numbers)
    {
        if (numbers.Length % 2 != 0)
            return null;
        var points = new GeoPoint[numbers.Length / 2];
        for (var i = 0; i < points.Length; i++)
        {
            if (Number(numbers[2 * i], 90) is not { } lat || Number(numbers[(2 * i) + 1], 180) is not { } lon)
                return null;
            points[i] = new GeoPoint(lat, lon);
        }

        return points;
    }

    private static async Task<OrderOutcome> DoneAsync(Task switching)
    {
        await switching;
        return OrderOutcome.Done;
    }

    private static double? Number(string text, double most) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= most ? number : null;
}
