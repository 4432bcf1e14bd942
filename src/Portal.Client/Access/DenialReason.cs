namespace Portal.Client.Access;

/// <summary>The closed list of reasons why an opening is denied; in the order in which they are told when several hold.</summary>
public enum DenialReason
{
    KeypadLockedOut,
    CodeRefused,
    ClockUnsure,
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
    ParcelMismatch,
    NotSecuredBefore,
    DeviceOffline,
    DeviceTampered,
    DeviceJammed,
    NotMonitored,
    NoPosition,
    PositionInaccurate,
    CarPositionOld,
    TooFar,
    CarMoving,
    OutsideZone,
    CannotRecord,
}
