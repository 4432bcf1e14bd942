namespace Portal.Client.Access;

/// <summary>What the screens say about how a device is.</summary>
internal static class DeviceWords
{
    public static string OfClock(DeviceHealthView device) => device switch
    {
        { ClockAhead: null } => AccessText.ClockNotTold,
        { ClockIsOff: false } => AccessText.ClockRight,
        { ClockAhead: { } ahead } when ahead < TimeSpan.Zero => AccessText.FormatClockSlow(Seconds(ahead)),
        { ClockAhead: { } ahead } => AccessText.FormatClockFast(Seconds(ahead)),
    };

    public static string OfKey(DeviceHealthView device) => device.Epoch == 1
        ? AccessText.KeyOfPairing
        : AccessText.FormatKeyChanged(device.Epoch);

    private static string Seconds(TimeSpan off) => Languages.Text($"{Math.Abs(off.TotalSeconds):0}");
}
