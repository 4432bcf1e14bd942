namespace Portal.Client.Access;

/// <summary>The portal's words for what needs a person, the worst first: of several the first is the one that a screen puts on top.</summary>
public enum AlertKind
{
    ForcedOpen,
    LeftOpen,
    NotRelocked,
    DeviceSilent,
    Tamper,
    KeyUsedTwice,
    GrantReplayed,
    Jammed,
    Obstructed,
    WrongCodeLimit,
    CarMoved,
    ClockSkew,
    LowBattery,
}
