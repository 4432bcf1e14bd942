namespace Portal.Client.Ledger;

/// <summary>
/// The kinds of entries that the portal itself writes. A device's event keeps the kind that the device named
/// (<c>unlocked</c>, <c>door_opened</c>, …; interfaces.md, Devices).
/// </summary>
public static class EntryKinds
{
    /// <summary>The portal was started: every state is unknown until its device has spoken again (S03).</summary>
    public const string PortalStarted = "portal_started";

    /// <summary>The server's wall clock has jumped: nothing is opened until it has run evenly for 60 s (S19).</summary>
    public const string ClockUnsure = "clock_unsure";
    public const string ClockSure = "clock_sure";

    /// <summary>The bodies of other entries were erased; their heads stay.</summary>
    public const string EntriesErased = "entries_erased";

    public const string HouseholdCreated = "household_created";
    public const string MemberJoined = "member_joined";
    public const string MemberRoleChanged = "member_role_changed";
    public const string MemberRemoved = "member_removed";

    /// <summary>A member left by themselves.</summary>
    public const string MemberLeft = "member_left";

    /// <summary>An owner made a link by which somebody may join.</summary>
    public const string MemberInvited = "member_invited";

    /// <summary>An owner took such a link back.</summary>
    public const string InvitationRevoked = "invitation_revoked";
    public const string AccountRegistered = "account_registered";

    /// <summary>A person deleted their account: of it nothing is left but its id.</summary>
    public const string AccountDeleted = "account_deleted";

    /// <summary>An account proves otherwise from now on who it is: another password, a passkey more or less.</summary>
    public const string SecurityChanged = "security_changed";
    public const string HouseholdPaused = "household_paused";
    public const string HouseholdPauseLifted = "household_pause_lifted";

    /// <summary>An owner took the household's entries out, as a table or for programs.</summary>
    public const string ActivityExported = "activity_exported";

    /// <summary>An owner took everything out that is kept about the household and about themselves.</summary>
    public const string DataExported = "data_exported";

    /// <summary>An owner set how long things of one kind are kept.</summary>
    public const string RetentionSet = "retention_set";

    /// <summary>An owner has gone through who and what can open which access point.</summary>
    public const string AccessReviewed = "access_reviewed";

    /// <summary>An owner does not want a carrier, or wants it again.</summary>
    public const string CarrierBlocked = "carrier_blocked";
    public const string CarrierUnblocked = "carrier_unblocked";

    /// <summary>A member made an address at which a calendar program reads the approved windows, or a new one in its place.</summary>
    public const string CalendarFeedMade = "calendar_feed_made";
    public const string CalendarFeedRemoved = "calendar_feed_removed";

    /// <summary>In an access review the token of a member's program was revoked.</summary>
    public const string TokenRevoked = "token_revoked";

    public const string AccessPointAdded = "access_point_added";
    /// <summary>An owner set something about it: what, and limits and switches as they are now.</summary>
    public const string AccessPointChanged = "access_point_changed";
    public const string AccessPointRemoved = "access_point_removed";
    public const string AccessPointPaused = "access_point_paused";
    public const string AccessPointPauseLifted = "access_point_pause_lifted";

    public const string StandingRuleMade = "standing_rule_made";
    public const string StandingRuleSwitchedOff = "standing_rule_switched_off";
    public const string StandingRuleSwitchedOn = "standing_rule_switched_on";

    /// <summary>An owner named where a driver goes when this access point cannot be opened.</summary>
    public const string FallbackSet = "fallback_set";

    /// <summary>An owner allowed more than one approved window at a time, or no longer does.</summary>
    public const string OverlapSet = "overlap_set";

    public const string PairingCodeIssued = "pairing_code_issued";
    public const string DeviceClaimed = "device_claimed";

    /// <summary>A device of the same model and serial was claimed somewhere else: it was reset, or copied.</summary>
    public const string DeviceClaimedElsewhere = "device_claimed_elsewhere";
    public const string DevicePaired = "device_paired";
    public const string DeviceRefused = "device_refused";

    /// <summary>An owner let the device go: its key is refused from then on (S16).</summary>
    public const string DeviceReleased = "device_released";
    public const string DeviceQuarantined = "device_quarantined";

    /// <summary>An owner has looked at a device that was shut out, and trusts it again.</summary>
    public const string DeviceTrusted = "device_trusted";

    /// <summary>An owner said that the device is lost or stolen: its key is refused for good.</summary>
    public const string DeviceLost = "device_lost";

    /// <summary>The device has a new key: a new epoch of its numbers; the old key signs in no more.</summary>
    public const string DeviceKeyRotated = "device_key_rotated";

    /// <summary>An owner connected an account at a maker: its devices may be put at access points.</summary>
    public const string CloudLinked = "cloud_linked";

    /// <summary>An owner took the connection back: its devices are released, and the maker is asked to forget it.</summary>
    public const string CloudUnlinked = "cloud_unlinked";

    /// <summary>A device that had been silent is heard again.</summary>
    public const string DeviceOnline = "device_online";

    /// <summary>The state is unknown: what was said may no longer be believed (S02), or was contradicted.</summary>
    public const string StateUnknown = "state_unknown";

    public const string AccessGranted = "access_granted";
    public const string AccessDenied = "access_denied";

    /// <summary>Ten wrong codes were typed inside the window: the old code opens nothing, the new one must be fetched (S11).</summary>
    public const string CodeChanged = "code_changed";

    /// <summary>An owner lets one delivery open without the driver's position.</summary>
    public const string PlaceWaived = "place_waived";

    /// <summary>An owner's own unlock was decided.</summary>
    public const string UnlockAsked = "unlock_asked";
    public const string LockAsked = "lock_asked";
    public const string CommandAnswered = "command_answered";

    /// <summary>The device did not answer: what was asked may have happened (S05).</summary>
    public const string CommandUnanswered = "command_unanswered";

    /// <summary>A member asked the device for something that moves nothing: a picture, or where it is.</summary>
    public const string CommandAsked = "command_asked";

    /// <summary>A device sent a picture; its hash is kept with it.</summary>
    public const string SnapshotTaken = "snapshot_taken";

    /// <summary>An ordinary opening by the resident or the car's owner.</summary>
    public const string OpenedByHand = "opened_by_hand";

    /// <summary>A device judged a code by itself, and it was in order: the one opening of its grant, made without the line.</summary>
    public const string OpeningMadeOffline = "opening_made_offline";

    /// <summary>A device judged a code by itself, and it was not in order.</summary>
    public const string OfflineUseNotInOrder = "offline_use_not_in_order";

    /// <summary>What a device may honour without the line has changed.</summary>
    public const string OfflineListMade = "offline_list_made";

    /// <summary>A grant's code was handed to the maker of the lock that is to hold it: from then on it may open (S12, S14).</summary>
    public const string MakerCodeAsked = "maker_code_asked";

    /// <summary>The maker says that the lock has the code.</summary>
    public const string MakerCodeHeld = "maker_code_held";

    /// <summary>The maker no longer lists the code.</summary>
    public const string MakerCodeRemoved = "maker_code_removed";

    /// <summary>An owner chose how codes work while the line is down (S14).</summary>
    public const string OfflineModeSet = "offline_mode_set";

    /// <summary>An owner lets a device honour PINs again that it had closed for wrong ones (S11).</summary>
    public const string PinsArmed = "pins_armed";

    /// <summary>What a device told after the fact, summed up; it sounded no alarm.</summary>
    public const string WhileOffline = "while_offline";

    public const string AlertOpened = "alert_opened";
    public const string AlertAcknowledged = "alert_acknowledged";
    /// <summary>Nobody took an urgent alert: the next person is asked.</summary>
    public const string AlertEscalated = "alert_escalated";
    public const string AlertCleared = "alert_cleared";

    /// <summary>The rehearsal of a window found what would go wrong.</summary>
    public const string ReadinessFailed = "readiness_failed";

    /// <summary>What had failed in a rehearsal is in order.</summary>
    public const string ReadinessPassed = "readiness_passed";

    /// <summary>A member goes ahead with what failed.</summary>
    public const string ReadinessAccepted = "readiness_accepted";

    public const string DeliveryRequested = "delivery_requested";

    /// <summary>A member proposed another time: the carrier accepts it or withdraws.</summary>
    public const string DeliveryCountered = "delivery_countered";
    public const string DeliveryApproved = "delivery_approved";
    public const string DeliveryDeclined = "delivery_declined";
    public const string DeliveryWithdrawn = "delivery_withdrawn";
    public const string DeliveryLapsed = "delivery_lapsed";
    public const string DeliveryRevoked = "delivery_revoked";
    public const string DeliveryStarted = "delivery_started";
    public const string DeliveryCompleted = "delivery_completed";
    public const string DeliveryMissed = "delivery_missed";
    public const string DeliveryIncident = "delivery_incident";
    public const string DeliveryResolved = "delivery_resolved";

    /// <summary>What was never opened may be tried again inside its window: a new grant, a new code.</summary>
    public const string DeliveryRearmed = "delivery_rearmed";

    /// <summary>The zone's rules have changed: what was written means other instants than what was agreed (S18).</summary>
    public const string DeliveryWindowInDoubt = "delivery_window_in_doubt";

    /// <summary>An owner lets the instants stand, though they read otherwise now.</summary>
    public const string DeliveryWindowKept = "delivery_window_kept";

    /// <summary>An owner moved the window to what was written.</summary>
    public const string DeliveryWindowMoved = "delivery_window_moved";

    /// <summary>A member took the approval back while the opening was in progress: it may still be closed, not opened again.</summary>
    public const string DeliveryRevokeAsked = "delivery_revoke_asked";

    /// <summary>It was denied for good: whoever asks is told to go elsewhere.</summary>
    public const string DeliveryDiverted = "delivery_diverted";
    public const string DriverAssigned = "driver_assigned";
    public const string DriverDone = "driver_done";

    /// <summary>A code or driver link was shown to the one who shares or uses it (S12).</summary>
    public const string AccessDisclosed = "access_disclosed";

    /// <summary>Whoever had seen a link and a code left: both were made anew (S16).</summary>
    public const string AccessRenewed = "access_renewed";

    /// <summary>An exact position was given to a driver or a carrier.</summary>
    public const string PositionDisclosed = "position_disclosed";
    public const string DriverSessionStarted = "driver_session_started";
    public const string DriverSessionEnded = "driver_session_ended";

    public const string CarrierRegistered = "carrier_registered";
    public const string CarrierVerified = "carrier_verified";
    public const string CarrierSuspended = "carrier_suspended";
    public const string CarrierPhoneSet = "carrier_phone_set";
    public const string CarrierKeyIssued = "carrier_key_issued";
    public const string CarrierKeyRevoked = "carrier_key_revoked";

    /// <summary>A support agent looked, with the case and the reason.</summary>
    public const string SupportLooked = "support_looked";
}
