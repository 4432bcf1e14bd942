namespace Portal.Client.Access;

/// <summary>The closed list of reasons why an opening is denied; in the order in which they are told when several hold.</summary>
public enum DenialReason
{
    CodeRefused,
    KeypadLockedOut,
    Revoked,
    AlreadyUsed,
    NotReady,
    BeforeWindow,
    AfterWindow,
    CarrierNotVerified,
    CarrierBlocked,
    WrongDriver,
    HouseholdPaused,
    AccessPointPaused,
    NotSecuredBefore,
    DeviceOffline,
    DeviceTampered,
    DeviceJammed,
    NotMonitored,
    NoPosition,
    PositionInaccurate,
    TooFar,
    CarPositionOld,
    CarMoving,
    OutsideZone,
    ParcelMismatch,
    ClockUnsure,
    CannotRecord,
}
