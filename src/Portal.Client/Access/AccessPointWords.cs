namespace Portal.Client.Access;

/// <summary>What the screens say about an access point besides its state, whose words are those of <see cref="Controls.AccessPointLook"/>.</summary>
internal static class AccessPointWords
{
    /// <summary>What opens and shuts, within a sentence.</summary>
    public static string NounWithin(AccessPointKind kind) => kind switch
    {
        AccessPointKind.Trunk => AccessText.TrunkWithin,
        AccessPointKind.Door => AccessText.DoorWithin,
        AccessPointKind.Garage => AccessText.GarageWithin,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind."),
    };

    /// <summary>The part that moves, within a sentence.</summary>
    public static string PartWithin(AccessPointKind kind) => kind switch
    {
        AccessPointKind.Trunk => AccessText.TrunkWithin,
        AccessPointKind.Door => AccessText.DoorWithin,
        AccessPointKind.Garage => AccessText.GarageDoorWithin,
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
        "key-box" => AccessText.KeyBox,
        "connected-car" => AccessText.ConnectedCar,
        "smart-lock" => AccessText.SmartLock,
        "doorbell" => AccessText.Doorbell,
        "garage-opener" => AccessText.GarageOpener,
        _ => profile,
    };

    /// <summary>The same within a sentence.</summary>
    public static string ProfileWithin(string profile) => profile switch
    {
        "key-box" => AccessText.KeyBoxWithin,
        "connected-car" => AccessText.ConnectedCarWithin,
        "smart-lock" => AccessText.SmartLockWithin,
        "doorbell" => AccessText.DoorbellWithin,
        "garage-opener" => AccessText.GarageOpenerWithin,
        _ => profile,
    };

    /// <summary>What became of something that was asked of an access point, where it was not simply done.</summary>
    public static string? Fault(AccessOutcome outcome) => outcome switch
    {
        AccessOutcome.Done => null,
        AccessOutcome.NotFound => AccessText.NotThereAnyMore,
        AccessOutcome.NotAllowed => AccessText.RoleDoesNotAllow,
        AccessOutcome.NoLongerPossible => AccessText.SomebodyWasFirst,
        AccessOutcome.SignInAgain => AccessText.SignInAgainFirst,
        AccessOutcome.BeingOpened => AccessText.BeingOpenedNow,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };

    /// <summary>Why a command was not sent; null when it was.</summary>
    public static string? Fault(CommandOutcome outcome) => outcome switch
    {
        CommandOutcome.Asked => null,
        CommandOutcome.DeviceOffline => AccessText.DeviceNotConnected,
        CommandOutcome.NotFound => AccessText.NotThereAnyMore,
        CommandOutcome.NotAllowed => AccessText.RoleDoesNotAllow,
        CommandOutcome.SignInAgain => AccessText.SignInAgainToUnlock,
        CommandOutcome.Held => AccessText.AccountHeld,
        CommandOutcome.CannotRecord => AccessText.RecordNotWritable,
        CommandOutcome.ClockUnsure => AccessText.PortalClockUnsure,
        CommandOutcome.NoCloseWarning => AccessText.DriveGivesNoWarning,
        CommandOutcome.CloseSuspended => AccessText.CloseSuspended,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
