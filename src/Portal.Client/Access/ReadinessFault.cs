namespace Portal.Client.Access;

/// <summary>What failed when a window was rehearsed.</summary>
public enum ReadinessFault
{
    /// <summary>No device is paired that could open.</summary>
    NoDevice,

    /// <summary>The device is not heard.</summary>
    Silent,

    BatteryLow,

    /// <summary>It runs on a battery and has not said how full that is.</summary>
    BatteryUnknown,

    /// <summary>The device's clock is off.</summary>
    ClockOff,

    /// <summary>Since it was paired, nobody has seen the contact sensor tell an opening and a closing.</summary>
    ContactUnproven,

    /// <summary>Codes are to work without the line, and the device has not acknowledged what it needs for that.</summary>
    CodesNotHeld,

    /// <summary>People asked for notifications, and none of their browsers shows what it is sent.</summary>
    NobodyReached,

    /// <summary>The owner's own list for this place waits to be done.</summary>
    Checklist,
}
