using Portal.Client.Controls;

namespace Portal.Client.Access;

/// <summary>What each alert says: its word, its sentence, and what the portal did or cannot do.</summary>
internal static class AlertWords
{
    /// <summary>The word that stands beside the seal.</summary>
    public static string Word(AlertKind kind) => kind switch
    {
        AlertKind.LeftOpen => "Left open",
        AlertKind.NotRelocked => "Not locked",
        AlertKind.ForcedOpen => "Forced open",
        AlertKind.DeviceSilent => "Silent",
        AlertKind.Tamper => "Tamper",
        AlertKind.Jammed => "Jammed",
        AlertKind.Obstructed => "Blocked",
        AlertKind.LowBattery => "Battery low",
        AlertKind.ClockSkew => "Clock is off",
        AlertKind.WrongCodeLimit => "Wrong codes",
        AlertKind.CarMoved => "Car moved",
        AlertKind.GrantReplayed => "Used code shown",
        AlertKind.KeyUsedTwice => "Key used twice",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such alert."),
    };

    /// <summary>The headline: what is so, about what.</summary>
    /// <param name="alert">The alert.</param>
    /// <param name="kind">What opens and shuts there.</param>
    public static string Headline(AlertView alert, AccessPointKind kind)
    {
        var noun = AccessPointLook.PartOf(kind);
        return alert.Kind switch
        {
            AlertKind.LeftOpen => $"{noun} open",
            AlertKind.NotRelocked => "Closed, but not locked",
            AlertKind.ForcedOpen => $"{noun} opened without a code and without you",
            AlertKind.DeviceSilent => alert.Urgent ? $"{alert.AccessPointName} went silent while open" : $"{alert.AccessPointName} is silent",
            AlertKind.Tamper => $"Somebody tampers with {alert.AccessPointName}",
            AlertKind.Jammed => "The bolt is stuck half way",
            AlertKind.Obstructed => $"Something is in the way of the {AccessPointWords.NounWithin(kind)}",
            AlertKind.LowBattery => $"Battery of {alert.AccessPointName} is low",
            AlertKind.ClockSkew => $"The clock of {alert.AccessPointName} is off",
            AlertKind.WrongCodeLimit => $"Wrong codes at {alert.AccessPointName}",
            AlertKind.CarMoved => $"{alert.AccessPointName} moved",
            AlertKind.GrantReplayed => "A used code was shown again",
            AlertKind.KeyUsedTwice => $"Two devices use the key of {alert.AccessPointName}",
            _ => throw new ArgumentOutOfRangeException(nameof(alert), alert.Kind, "No such alert."),
        };
    }

    /// <summary>What the person should know or do.</summary>
    public static string Advice(AlertKind kind) => kind switch
    {
        AlertKind.LeftOpen => "Have it shut. It stays on this page until the device says closed and locked.",
        AlertKind.NotRelocked => "Lock it from here, or go and look.",
        AlertKind.ForcedOpen => "Go and look, or ask somebody to.",
        AlertKind.DeviceSilent => "Nobody can see it now. Go and look, or ask somebody to.",
        AlertKind.Tamper => "Go and look, or ask somebody to. Nothing opens while it reports this.",
        AlertKind.Jammed => "Push it shut, then lock again.",
        AlertKind.Obstructed => "We do not try again by ourselves. After a second time it closes from here only once somebody has used it at the door.",
        AlertKind.LowBattery => "Change it soon: without it nothing opens.",
        AlertKind.ClockSkew => "Codes made offline are refused until it is right.",
        AlertKind.WrongCodeLimit => "The keypad rests. You are not locked out. If you gave a code away by hand, look it up again.",
        AlertKind.CarMoved => "It is not where the delivery is expected. It opens only inside its zone, standing still.",
        AlertKind.GrantReplayed => "It was used offline and was not in order. Look at the activity.",
        AlertKind.KeyUsedTwice => "One of them may be a copy. The newer one stays connected; pair the device again if you do not know why.",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such alert."),
    };

    /// <summary>What the portal did by itself.</summary>
    public static string Did(AlertDeed deed) => deed switch
    {
        AlertDeed.Held => "No other delivery can use it until it is closed and locked",
        AlertDeed.LockAsked => "We asked it once to lock",
        AlertDeed.CloseAsked => "We asked it once to close",
        AlertDeed.NotReached => "The device was not connected, so it did not hear us",
        AlertDeed.GrantRevoked => "We took the code and the link back",
        AlertDeed.PinsClosed => "The device refuses PINs without the line until you arm them again on its page",
        AlertDeed.CodeChanged => "We changed the code: the old one opens nothing, the link goes on",
        _ => throw new ArgumentOutOfRangeException(nameof(deed), deed, "No such deed."),
    };

    /// <summary>What cannot be done from here; null when it can.</summary>
    public static string? Cannot(AccessPointKind kind) => kind switch
    {
        AccessPointKind.Trunk => "A trunk lid cannot be closed from here",
        AccessPointKind.Door => "A door cannot be closed from here",
        AccessPointKind.Garage => null,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };
}
