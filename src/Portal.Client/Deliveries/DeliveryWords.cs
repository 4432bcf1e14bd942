using Portal.Client.Access;
using Portal.Client.Controls;

namespace Portal.Client.Deliveries;

/// <summary>A delivery's state, people and answers in words.</summary>
internal static class DeliveryWords
{
    /// <summary>Stands on every screen of a delivery that was made by hand.</summary>
    public static string NotACarrier => DeliveriesText.NotACarrier;

    /// <summary>Who brings it: the carrier, or whom the member expects.</summary>
    public static string Who(DeliveryView delivery) =>
        delivery.CarrierName ?? (string.IsNullOrWhiteSpace(delivery.ParcelDescription) ? DeliveriesText.MadeByHand : delivery.ParcelDescription);

    /// <summary>'Nordpost, Volvo V60'.</summary>
    public static string Title(DeliveryView delivery) => $"{Who(delivery)}, {delivery.AccessPointName}";

    public static bool IsByHand(DeliveryView delivery) => delivery.CarrierName is null;

    /// <summary>Made by hand, or its carrier is verified now and not blocked here: otherwise nothing opens for it.</summary>
    public static bool MayBring(DeliveryView delivery) => IsByHand(delivery) || delivery is { IsCarrierVerified: true, IsCarrierBlocked: false };

    /// <summary>How its carrier stands here, now.</summary>
    public static string Standing(DeliveryView delivery) => delivery switch
    {
        { IsCarrierBlocked: true } => DeliveriesText.CarrierIsBlocked,
        { IsCarrierVerified: false } => DeliveriesText.CarrierNotVerifiedNow,
        _ => DeliveriesText.VerifiedCarrier,
    };

    public static string StandingIcon(DeliveryView delivery) => MayBring(delivery) ? "verified" : "block";

    /// <summary>Whether a member's answer is what it waits for.</summary>
    public static bool IsAsked(DeliveryView delivery) => delivery is { State: DeliveryState.Requested, ProposedByOwner: false };

    /// <summary>Whether there is something at which a person may see more than the devices tell.</summary>
    public static bool MayLookWrong(DeliveryView delivery) => delivery.State
        is DeliveryState.Approved or DeliveryState.InProgress or DeliveryState.Completed or DeliveryState.Missed or DeliveryState.Incident;

    /// <summary>Whether what was unlocked but never opened may be tried again.</summary>
    public static bool MayBeRearmed(DeliveryView delivery, DateTimeOffset now) =>
        delivery is { State: DeliveryState.Missed, Reason: "never_opened", Window: { } window } && now < window.End;

    public static SealState Seal(DeliveryView delivery) => delivery.State switch
    {
        DeliveryState.Requested => IsAsked(delivery) ? SealState.Needs : SealState.Noted,
        DeliveryState.Approved => delivery.IsPaused ? SealState.Paused : SealState.Done,
        DeliveryState.InProgress => SealState.Open,
        DeliveryState.Completed => SealState.Secured,
        DeliveryState.Declined or DeliveryState.Revoked => SealState.Denied,
        DeliveryState.Withdrawn or DeliveryState.Lapsed or DeliveryState.Missed => SealState.Noted,
        DeliveryState.Incident => SealState.Needs,
        DeliveryState.Resolved => SealState.Done,
        _ => throw new ArgumentOutOfRangeException(nameof(delivery), delivery.State, "No such state."),
    };

    /// <summary>What its code is good for while the line is down; null where that is nothing to speak of.</summary>
    public static string? Offline(DeliveryView delivery) => delivery switch
    {
        { Window: null } or { State: not (DeliveryState.Approved or DeliveryState.InProgress) } => null,
        { HasPin: true } => DeliveriesText.CodeIsPin,
        { OfflineMode: OfflineMode.Pin } => DeliveriesText.CodeNeedsLine,
        { OfflineMode: OfflineMode.Synced } => DeliveriesText.CodeBridgesGaps,
        _ => null,
    };

    public static string State(DeliveryView delivery) => delivery.State switch
    {
        DeliveryState.Requested => IsAsked(delivery) ? DeliveriesText.NeedsYou : DeliveriesText.WaitsForTheCarrier,
        DeliveryState.Approved => DeliveriesText.Approved,
        DeliveryState.InProgress => DeliveriesText.InProgress,
        DeliveryState.Completed => DeliveriesText.Delivered,
        DeliveryState.Declined => DeliveriesText.Declined,
        DeliveryState.Withdrawn => DeliveriesText.Withdrawn,
        DeliveryState.Lapsed => DeliveriesText.Lapsed,
        DeliveryState.Revoked => DeliveriesText.Revoked,
        DeliveryState.Missed => DeliveriesText.Missed,
        DeliveryState.Incident => DeliveriesText.Incident,
        DeliveryState.Resolved => DeliveriesText.Resolved,
        _ => throw new ArgumentOutOfRangeException(nameof(delivery), delivery.State, "No such state."),
    };

    /// <summary>The state in the middle of a sentence.</summary>
    public static string StateWithin(DeliveryView delivery) => delivery.State switch
    {
        DeliveryState.Requested => IsAsked(delivery) ? DeliveriesText.NeedsYouWithin : DeliveriesText.WaitsForTheCarrierWithin,
        DeliveryState.Approved => DeliveriesText.ApprovedWithin,
        DeliveryState.InProgress => DeliveriesText.InProgressWithin,
        DeliveryState.Completed => DeliveriesText.DeliveredWithin,
        DeliveryState.Declined => DeliveriesText.DeclinedWithin,
        DeliveryState.Withdrawn => DeliveriesText.WithdrawnWithin,
        DeliveryState.Lapsed => DeliveriesText.LapsedWithin,
        DeliveryState.Revoked => DeliveriesText.RevokedWithin,
        DeliveryState.Missed => DeliveriesText.MissedWithin,
        DeliveryState.Incident => DeliveriesText.IncidentWithin,
        DeliveryState.Resolved => DeliveriesText.ResolvedWithin,
        _ => throw new ArgumentOutOfRangeException(nameof(delivery), delivery.State, "No such state."),
    };

    /// <summary>What the state means for the one who reads it.</summary>
    public static string Meaning(DeliveryView delivery) => delivery.State switch
    {
        DeliveryState.Requested => IsAsked(delivery)
            ? DeliveriesText.AskedMeaning
            : DeliveriesText.AnotherTimeProposed,
        DeliveryState.Approved => delivery switch
        {
            { IsPaused: true } => DeliveriesText.ApprovedButPaused,
            _ when !MayBring(delivery) => DeliveriesText.FormatApprovedBut(Standing(delivery)),
            _ => DeliveriesText.ApprovedMeaning,
        },
        DeliveryState.InProgress => DeliveriesText.InProgressMeaning,
        DeliveryState.Completed => delivery.Late
            ? DeliveriesText.CompletedLateMeaning
            : DeliveriesText.CompletedMeaning,
        DeliveryState.Declined => DeclineReasons.Of(delivery.Reason) is { } why
            ? DeliveriesText.FormatDeclinedMeaningReason(why)
            : DeliveriesText.DeclinedMeaning,
        DeliveryState.Withdrawn => DeliveriesText.CarrierWithdrew,
        DeliveryState.Lapsed => DeliveriesText.LapsedMeaning,
        DeliveryState.Revoked => delivery.Reason == "device_released"
            ? DeliveriesText.DeviceWasReleased
            : DeliveriesText.ApprovalTakenBack,
        DeliveryState.Missed => delivery.Reason == "never_opened"
            ? DeliveriesText.NeverOpened
            : DeliveriesText.WindowUnused,
        DeliveryState.Incident => DeliveriesText.IncidentMeaning,
        DeliveryState.Resolved => delivery.Reason is { } found
            ? DeliveriesText.FormatResolvedMeaningFound(found)
            : DeliveriesText.ResolvedMeaning,
        _ => throw new ArgumentOutOfRangeException(nameof(delivery), delivery.State, "No such state."),
    };

    /// <summary>Why an answer was not taken; null when it was.</summary>
    public static string? Fault(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Done => null,
        DeliveryOutcome.NotFound => DeliveriesText.NotThere,
        DeliveryOutcome.NotAllowed => DeliveriesText.RoleDoesNotAllow,
        DeliveryOutcome.NoLongerPossible => DeliveriesText.NotSavedBeaten,
        DeliveryOutcome.Overlaps => DeliveriesText.NotSavedOverlaps,
        DeliveryOutcome.WindowNotValid => DeliveriesText.NotSavedWindow,
        DeliveryOutcome.ReasonNeeded => DeliveriesText.NotSavedReason,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
