namespace Portal.Client.Access;

/// <summary>What the screens say about an access point besides its state, whose words are those of <see cref="Controls.AccessPointLook"/>.</summary>
internal static class AccessPointWords
{
    /// <summary>What opens and shuts, within a sentence.</summary>
    public static string NounWithin(AccessPointKind kind) => kind switch
    {
        AccessPointKind.Trunk => "trunk",
        AccessPointKind.Door => "door",
        AccessPointKind.Garage => "garage",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    public static string Icon(AccessPointKind kind) => kind switch
    {
        AccessPointKind.Trunk => "directions_car",
        AccessPointKind.Door => "door_front",
        AccessPointKind.Garage => "garage_home",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    /// <summary>The name of a device profile.</summary>
    public static string Profile(string profile) => profile switch
    {
        "key-box" => "Key box",
        "connected-car" => "Connected car",
        "smart-lock" => "Smart lock",
        "doorbell" => "Doorbell",
        "garage-opener" => "Garage opener",
        _ => profile,
    };

    /// <summary>What became of something that was asked of an access point, where it was not simply done.</summary>
    public static string? Fault(AccessOutcome outcome) => outcome switch
    {
        AccessOutcome.Done => null,
        AccessOutcome.NotFound => "It is not there any more. Load the page again.",
        AccessOutcome.NotAllowed => "Your role in this household does not allow that. Ask an owner.",
        AccessOutcome.NoLongerPossible => "Not done: somebody else answered first, or it has ended. What you see now is how it stands.",
        AccessOutcome.SignInAgain => "Sign in again first: you last did more than 5 minutes ago.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    /// <summary>Why a command was not sent; null when it was.</summary>
    public static string? Fault(CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.Asked => null,
        CommandOutcome.DeviceOffline => "The device is not connected. Nothing was sent, and nothing is sent later without you.",
        CommandOutcome.NotFound => "It is not there any more. Load the page again.",
        CommandOutcome.NotAllowed => "Your role in this household does not allow that. Ask an owner.",
        CommandOutcome.SignInAgain => "Sign in again to unlock.",
        CommandOutcome.Held => "Your account was recovered less than 24 h ago, so it opens nothing yet. Settings say until when.",
        CommandOutcome.CannotRecord => "Portal cannot write its record right now, so nothing opens. Locking still works.",
        CommandOutcome.ClockUnsure => "Portal’s clock is not certain right now, so nothing opens. Locking still works; try again in a minute.",
        CommandOutcome.NoCloseWarning => "Its drive gives no warning before it moves, so it closes only at the door.",
        CommandOutcome.CloseSuspended => "Something was in its way twice. It closes from here again once somebody has used it at the door.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
