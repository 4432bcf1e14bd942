using static Portal.Client.Ledger.EntryKinds;

namespace Portal.Client.Access;

/// <summary>The kinds that each group of Activity holds, and the words of its buttons. A device's kinds are the contract's words.</summary>
public static class ActivityKinds
{
    public static IReadOnlyList<(ActivityGroup Group, string Word)> All =>
    [
        (ActivityGroup.Openings, AccessText.Openings),
        (ActivityGroup.Denied, AccessText.Denied),
        (ActivityGroup.Alerts, AccessText.Alerts),
        (ActivityGroup.Decisions, AccessText.Decisions),
        (ActivityGroup.Support, AccessText.Support),
    ];

    public static IReadOnlyList<string> Of(ActivityGroup group) => group switch
    {
        ActivityGroup.Openings =>
        [
            "locked", "unlocked", "door_opened", "door_closed", "door_ajar", "door_opening", "door_closing", "door_forced_open",
            "code_accepted_offline", OpenedByHand, OpeningMadeOffline, WhileOffline,
        ],
        ActivityGroup.Denied => [AccessDenied],
        ActivityGroup.Alerts =>
        [
            AlertOpened, AlertAcknowledged, AlertEscalated, AlertCleared, "lock_jammed", "door_obstructed", "door_forced_open", "tamper",
            "wrong_code_limit", OfflineUseNotInOrder,
        ],
        ActivityGroup.Decisions =>
        [
            AccessGranted, AccessDenied, UnlockAsked, LockAsked, PlaceWaived, ReadinessAccepted,
            DeliveryRequested, DeliveryCountered, DeliveryApproved, DeliveryDeclined, DeliveryWithdrawn, DeliveryRevoked, DeliveryRevokeAsked,
            DeliveryResolved, DeliveryRearmed, DeliveryWindowKept, DeliveryWindowMoved, DeliveryDiverted,
            HouseholdPaused, HouseholdPauseLifted, AccessPointPaused, AccessPointPauseLifted,
        ],
        ActivityGroup.Support => [SupportLooked],
        _ => throw new ArgumentOutOfRangeException(nameof(group), group, "No such group."),
    };
}
