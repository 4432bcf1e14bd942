namespace Portal.Client.Access;

/// <summary>The portal's words for what needs a person.</summary>
public enum AlertKind
{
    LeftOpen,
    NotRelocked,
    ForcedOpen,
    DeviceSilent,
    Tamper,
    Jammed,
    Obstructed,
    LowBattery,
    ClockSkew,
    WrongCodeLimit,
    CarMoved,
    GrantReplayed,
    KeyUsedTwice,
}
