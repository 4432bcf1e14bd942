using Portal.Client.Controls;

namespace Portal.Client.Access;

/// <summary>What each alert says: its word, its sentence, and what the portal did or cannot do.</summary>
internal static class AlertWords
{
    /// <summary>The word that stands beside the seal.</summary>
    public static string Word(AlertKind kind) => kind switch
    {
        AlertKind.LeftOpen => AccessText.AlertLeftOpen,
        AlertKind.NotRelocked => AccessText.AlertNotRelocked,
        AlertKind.ForcedOpen => AccessText.AlertForcedOpen,
        AlertKind.DeviceSilent => AccessText.AlertDeviceSilent,
        AlertKind.Tamper => AccessText.AlertTamper,
        AlertKind.Jammed => AccessText.AlertJammed,
        AlertKind.Obstructed => AccessText.AlertObstructed,
        AlertKind.LowBattery => AccessText.AlertLowBattery,
        AlertKind.ClockSkew => AccessText.AlertClockSkew,
        AlertKind.WrongCodeLimit => AccessText.AlertWrongCodeLimit,
        AlertKind.CarMoved => AccessText.AlertCarMoved,
        AlertKind.GrantReplayed => AccessText.AlertGrantReplayed,
        AlertKind.KeyUsedTwice => AccessText.AlertKeyUsedTwice,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such alert."),
    };

    /// <summary>The same within a sentence.</summary>
    public static string Within(AlertKind kind) => kind switch
    {
        AlertKind.LeftOpen => AccessText.WithinLeftOpen,
        AlertKind.NotRelocked => AccessText.WithinNotRelocked,
        AlertKind.ForcedOpen => AccessText.WithinForcedOpen,
        AlertKind.DeviceSilent => AccessText.WithinDeviceSilent,
        AlertKind.Tamper => AccessText.WithinTamper,
        AlertKind.Jammed => AccessText.WithinJammed,
        AlertKind.Obstructed => AccessText.WithinObstructed,
        AlertKind.LowBattery => AccessText.WithinLowBattery,
        AlertKind.ClockSkew => AccessText.WithinClockSkew,
        AlertKind.WrongCodeLimit => AccessText.WithinWrongCodeLimit,
        AlertKind.CarMoved => AccessText.WithinCarMoved,
        AlertKind.GrantReplayed => AccessText.WithinGrantReplayed,
        AlertKind.KeyUsedTwice => AccessText.WithinKeyUsedTwice,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such alert."),
    };

    /// <summary>The headline: what is so, about what.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="kind">What opens and shuts there.</param>
    public static string Headline(AlertView alert, AccessPointKind kind)
    {
        var (part, name) = (AccessPointLook.PartOf(kind), alert.AccessPointName);
        return alert.Kind switch
        {
            AlertKind.LeftOpen => AccessText.FormatHeadlineLeftOpen(part),
            AlertKind.NotRelocked => AccessText.HeadlineNotRelocked,
            AlertKind.ForcedOpen => AccessText.FormatHeadlineForcedOpen(part),
            AlertKind.DeviceSilent => alert.Urgent ? AccessText.FormatHeadlineSilentWhileOpen(name) : AccessText.FormatHeadlineSilent(name),
            AlertKind.Tamper => AccessText.FormatHeadlineTamper(name),
            AlertKind.Jammed => AccessText.HeadlineJammed,
            AlertKind.Obstructed => Obstructed(kind),
            AlertKind.LowBattery => AccessText.FormatHeadlineLowBattery(name),
            AlertKind.ClockSkew => AccessText.FormatHeadlineClockSkew(name),
            AlertKind.WrongCodeLimit => AccessText.FormatHeadlineWrongCodeLimit(name),
            AlertKind.CarMoved => AccessText.FormatHeadlineCarMoved(name),
            AlertKind.GrantReplayed => AccessText.HeadlineGrantReplayed,
            AlertKind.KeyUsedTwice => AccessText.FormatHeadlineKeyUsedTwice(name),
            _ => throw new ArgumentOutOfRangeException(nameof(alert), alert.Kind, "No such alert."),
        };
    }

    /// <summary>What the person should know or do.</summary>
    public static string Advice(AlertKind kind) => kind switch
    {
        AlertKind.LeftOpen => AccessText.AdviceLeftOpen,
        AlertKind.NotRelocked => AccessText.AdviceNotRelocked,
        AlertKind.ForcedOpen => AccessText.AdviceForcedOpen,
        AlertKind.DeviceSilent => AccessText.AdviceDeviceSilent,
        AlertKind.Tamper => AccessText.AdviceTamper,
        AlertKind.Jammed => AccessText.AdviceJammed,
        AlertKind.Obstructed => AccessText.AdviceObstructed,
        AlertKind.LowBattery => AccessText.AdviceLowBattery,
        AlertKind.ClockSkew => AccessText.AdviceClockSkew,
        AlertKind.WrongCodeLimit => AccessText.AdviceWrongCodeLimit,
        AlertKind.CarMoved => AccessText.AdviceCarMoved,
        AlertKind.GrantReplayed => AccessText.AdviceGrantReplayed,
        AlertKind.KeyUsedTwice => AccessText.AdviceKeyUsedTwice,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such alert."),
    };

    /// <summary>What the portal did by itself.</summary>
    public static string Did(AlertDeed deed) => deed switch
    {
        AlertDeed.Held => AccessText.DidHold,
        AlertDeed.LockAsked => AccessText.DidAskLock,
        AlertDeed.CloseAsked => AccessText.DidAskClose,
        AlertDeed.NotReached => AccessText.DidNotReach,
        AlertDeed.GrantRevoked => AccessText.DidRevokeGrant,
        AlertDeed.PinsClosed => AccessText.DidClosePins,
        AlertDeed.CodeChanged => AccessText.DidChangeCode,
        _ => throw new ArgumentOutOfRangeException(nameof(deed), deed, "No such deed."),
    };

    /// <summary>What cannot be done from here; null when it can.</summary>
    public static string? Cannot(AccessPointKind kind) => kind switch
    {
        AccessPointKind.Trunk => AccessText.CannotCloseTrunk,
        AccessPointKind.Door => AccessText.CannotCloseDoor,
        AccessPointKind.Garage => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    private static string Obstructed(AccessPointKind kind) => kind switch
    {
        AccessPointKind.Trunk => AccessText.HeadlineObstructedTrunk,
        AccessPointKind.Door => AccessText.HeadlineObstructedDoor,
        AccessPointKind.Garage => AccessText.HeadlineObstructedGarage,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };
}
