namespace Portal.Client.Access;

/// <summary>Why something stayed shut, as its owner reads it. What a driver reads is on the driver page.</summary>
internal static class DenialWords
{
    public static string Of(DenialReason reason) => reason switch
    {
        DenialReason.CodeRefused => "A wrong code or link was tried",
        DenialReason.KeypadLockedOut => "The keypad rests after wrong codes; you are not locked out",
        DenialReason.Revoked => "The approval had been revoked",
        DenialReason.AlreadyUsed => "This delivery has had its one opening",
        DenialReason.NotReady => "The delivery was not ready to be opened",
        DenialReason.BeforeWindow => "It was tried before the window began",
        DenialReason.AfterWindow => "It was tried after the window had ended",
        DenialReason.CarrierNotVerified => "The carrier is not verified",
        DenialReason.CarrierBlocked => "The carrier is blocked here",
        DenialReason.WrongDriver => "Not the driver who was assigned",
        DenialReason.HouseholdPaused => "The household was paused",
        DenialReason.AccessPointPaused => "It was paused",
        DenialReason.NotSecuredBefore => "It had not been closed and locked since the last opening",
        DenialReason.DeviceOffline => "The device could not be heard",
        DenialReason.DeviceTampered => "The device reported tampering",
        DenialReason.DeviceJammed => "The bolt was stuck",
        DenialReason.NotMonitored => "We could not have seen it close",
        DenialReason.NoPosition => "The driver’s phone gave no position of that minute",
        DenialReason.PositionInaccurate => "The driver’s position was not good enough",
        DenialReason.TooFar => "The driver was too far away",
        DenialReason.CarPositionOld => "We did not know well enough where the car was",
        DenialReason.CarMoving => "The car was moving",
        DenialReason.OutsideZone => "The car was outside its delivery zone",
        DenialReason.ParcelMismatch => "Not the parcel that was announced",
        DenialReason.ClockUnsure => "Our clock was not certain",
        DenialReason.CannotRecord => "We could not write our record, so nothing opened",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason."),
    };
}
