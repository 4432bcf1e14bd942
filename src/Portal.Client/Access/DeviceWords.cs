using System.Globalization;

namespace Portal.Client.Access;

/// <summary>What the screens say about how a device is.</summary>
internal static class DeviceWords
{
    public static string OfClock(DeviceHealthView device) => device switch
    {
        { ClockAhead: null } => "Not told yet",
        { ClockIsOff: false } => "Right",
        { ClockAhead: { } ahead } => string.Create(
            CultureInfo.InvariantCulture, $"{Math.Abs(ahead.TotalSeconds):0} s {(ahead < TimeSpan.Zero ? "slow" : "fast")}"),
    };

    public static string OfKey(DeviceHealthView device) => device.Epoch == 1
        ? "Made at pairing"
        : string.Create(CultureInfo.InvariantCulture, $"Changed, number {device.Epoch}");
}
