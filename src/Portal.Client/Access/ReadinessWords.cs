namespace Portal.Client.Access;

/// <summary>What failed in a rehearsal, as what to do about it.</summary>
internal static class ReadinessWords
{
    public static string ToDo(ReadinessFault fault) => fault switch
    {
        ReadinessFault.NoDevice => "No device is paired. Pair one, or nothing opens.",
        ReadinessFault.Silent => "The device is silent. Look whether it has power and a connection.",
        ReadinessFault.BatteryLow => "The battery is low. Change or charge it.",
        ReadinessFault.BatteryUnknown => "The battery has not been told yet. Look at the device.",
        ReadinessFault.ClockOff => "The device’s clock is off. Restart it.",
        ReadinessFault.ContactUnproven => "The contact has not been seen to work. Open and close it once by hand.",
        ReadinessFault.CodesNotHeld => "The device has not taken the code for use without the line. It must be heard once more before the window.",
        ReadinessFault.Checklist => "Your own list for this place:",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault."),
    };

    /// <summary>The same in two or three words.</summary>
    public static string Word(ReadinessFault fault) => fault switch
    {
        ReadinessFault.NoDevice => "no device",
        ReadinessFault.Silent => "device silent",
        ReadinessFault.BatteryLow => "battery low",
        ReadinessFault.BatteryUnknown => "battery unknown",
        ReadinessFault.ClockOff => "clock off",
        ReadinessFault.ContactUnproven => "contact not proven",
        ReadinessFault.CodesNotHeld => "code not at the device",
        ReadinessFault.Checklist => "your own list",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault."),
    };
}
