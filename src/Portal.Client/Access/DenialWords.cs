namespace Portal.Client.Access;

/// <summary>Why something stayed shut, as its owner reads it. What a driver reads is on the driver page.</summary>
internal static class DenialWords
{
    public static string Of(DenialReason reason) => reason switch
    {
        DenialReason.CodeRefused => AccessText.DeniedCodeRefused,
        DenialReason.KeypadLockedOut => AccessText.DeniedKeypadLockedOut,
        DenialReason.Revoked => AccessText.DeniedRevoked,
        DenialReason.AlreadyUsed => AccessText.DeniedAlreadyUsed,
        DenialReason.NotReady => AccessText.DeniedNotReady,
        DenialReason.BeforeWindow => AccessText.DeniedBeforeWindow,
        DenialReason.AfterWindow => AccessText.DeniedAfterWindow,
        DenialReason.CarrierNotVerified => AccessText.DeniedCarrierNotVerified,
        DenialReason.CarrierBlocked => AccessText.DeniedCarrierBlocked,
        DenialReason.WrongDriver => AccessText.DeniedWrongDriver,
        DenialReason.HouseholdPaused => AccessText.DeniedHouseholdPaused,
        DenialReason.AccessPointPaused => AccessText.DeniedAccessPointPaused,
        DenialReason.NotSecuredBefore => AccessText.DeniedNotSecuredBefore,
        DenialReason.DeviceOffline => AccessText.DeniedDeviceOffline,
        DenialReason.DeviceTampered => AccessText.DeniedDeviceTampered,
        DenialReason.DeviceJammed => AccessText.DeniedDeviceJammed,
        DenialReason.NotMonitored => AccessText.DeniedNotMonitored,
        DenialReason.NoPosition => AccessText.DeniedNoPosition,
        DenialReason.PositionInaccurate => AccessText.DeniedPositionInaccurate,
        DenialReason.TooFar => AccessText.DeniedTooFar,
        DenialReason.CarPositionOld => AccessText.DeniedCarPositionOld,
        DenialReason.CarMoving => AccessText.DeniedCarMoving,
        DenialReason.OutsideZone => AccessText.DeniedOutsideZone,
        DenialReason.ParcelMismatch => AccessText.DeniedParcelMismatch,
        DenialReason.ClockUnsure => AccessText.DeniedClockUnsure,
        DenialReason.CannotRecord => AccessText.DeniedCannotRecord,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "No such reason."),
    };
}
