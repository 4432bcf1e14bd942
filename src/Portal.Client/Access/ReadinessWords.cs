namespace Portal.Client.Access;

/// <summary>What failed in a rehearsal, as what to do about it.</summary>
internal static class ReadinessWords
{
    public static string ToDo(ReadinessFault fault) => fault switch
    {
        ReadinessFault.NoDevice => AccessText.ToDoNoDevice,
        ReadinessFault.Silent => AccessText.ToDoSilent,
        ReadinessFault.BatteryLow => AccessText.ToDoBatteryLow,
        ReadinessFault.BatteryUnknown => AccessText.ToDoBatteryUnknown,
        ReadinessFault.ClockOff => AccessText.ToDoClockOff,
        ReadinessFault.ContactUnproven => AccessText.ToDoContactUnproven,
        ReadinessFault.CodesNotHeld => AccessText.ToDoCodesNotHeld,
        ReadinessFault.NobodyReached => AccessText.ToDoNobodyReached,
        ReadinessFault.Checklist => AccessText.ToDoChecklist,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault."),
    };

    /// <summary>The same in two or three words.</summary>
    public static string Word(ReadinessFault fault) => fault switch
    {
        ReadinessFault.NoDevice => AccessText.FaultNoDevice,
        ReadinessFault.Silent => AccessText.FaultSilent,
        ReadinessFault.BatteryLow => AccessText.FaultBatteryLow,
        ReadinessFault.BatteryUnknown => AccessText.FaultBatteryUnknown,
        ReadinessFault.ClockOff => AccessText.FaultClockOff,
        ReadinessFault.ContactUnproven => AccessText.FaultContactUnproven,
        ReadinessFault.CodesNotHeld => AccessText.FaultCodesNotHeld,
        ReadinessFault.NobodyReached => AccessText.FaultNobodyReached,
        ReadinessFault.Checklist => AccessText.FaultChecklist,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "No such fault."),
    };
}
