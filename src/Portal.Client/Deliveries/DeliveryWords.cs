using Portal.Client.Access;
using Portal.Client.Controls;

namespace Portal.Client.Deliveries;

/// <summary>A delivery's state, people and answers in words.</summary>
internal static class DeliveryWords
{
    /// <summary>Stands on every screen of a delivery that was made by hand.</summary>
    public const string NotACarrier = "Not a verified carrier";

    /// <summary>The reason of a one-tap decline, as the carrier reads it.</summary>
    public const string DeclinedByMember = "Not at this time.";

    /// <summary>Who brings it: the carrier, or whom the member expects.</summary>
    public static string Who(DeliveryView delivery) =>
        delivery.CarrierName ?? (string.IsNullOrWhiteSpace(delivery.ParcelDescription) ? "Made by hand" : delivery.ParcelDescription);

    /// <summary>'Nordpost, Volvo V60'.</summary>
    public static string Title(DeliveryView delivery) => $"{Who(delivery)}, {delivery.AccessPointName}";

    public static bool IsByHand(DeliveryView delivery) => delivery.CarrierName is null;

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
        DeliveryState.Approved => SealState.Done,
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
        { HasPin: true } => "A PIN of nine digits, which works without the line too",
        { OfflineMode: OfflineMode.Pin } => "An ordinary code, which needs the line: this window is not 1 h or 2 h from a UTC half hour on",
        { OfflineMode: OfflineMode.Synced } => "It works in short gaps of the line too",
        _ => null,
    };

    public static string State(DeliveryView delivery) => delivery.State switch
    {
        DeliveryState.Requested => IsAsked(delivery) ? "Needs you" : "Waits for the carrier",
        DeliveryState.Approved => "Approved",
        DeliveryState.InProgress => "In progress",
        DeliveryState.Completed => "Delivered",
        DeliveryState.Declined => "Declined",
        DeliveryState.Withdrawn => "Withdrawn",
        DeliveryState.Lapsed => "Lapsed",
        DeliveryState.Revoked => "Revoked",
        DeliveryState.Missed => "Missed",
        DeliveryState.Incident => "Incident",
        DeliveryState.Resolved => "Resolved",
        _ => throw new ArgumentOutOfRangeException(nameof(delivery), delivery.State, "No such state."),
    };

    /// <summary>What the state means for the one who reads it.</summary>
    public static string Meaning(DeliveryView delivery) => delivery.State switch
    {
        DeliveryState.Requested => IsAsked(delivery)
            ? "It opens only if you approve. Without an answer it lapses."
            : "You proposed another time. The carrier accepts it or withdraws.",
        DeliveryState.Approved => "It may be opened once, inside the window. We tell you when it is, and when it is closed and locked again.",
        DeliveryState.InProgress => "We tell you when it is closed and locked, and at once if it is not.",
        DeliveryState.Completed => delivery.Late
            ? "Unlocked, opened, closed and locked, each said by the device. Some of it came late."
            : "Unlocked, opened, closed and locked, each said by the device.",
        DeliveryState.Declined => "A member declined it. Nothing was opened.",
        DeliveryState.Withdrawn => "The carrier withdrew it. Nothing was opened.",
        DeliveryState.Lapsed => "Nobody answered before the last window ended. Nothing was opened.",
        DeliveryState.Revoked => delivery.Reason == "device_released"
            ? "Its device was released, so nothing could have opened for it."
            : "The approval was taken back.",
        DeliveryState.Missed => delivery.Reason == "never_opened"
            ? "It was unlocked, but nothing was opened."
            : "The window went by unused.",
        DeliveryState.Incident => "It did not end as agreed. Look what happened, and go and see for yourself.",
        DeliveryState.Resolved => delivery.Reason is { } found
            ? $"It did not end as agreed, and a person has looked at it: ‘{found}’"
            : "It did not end as agreed, and a person has looked at it.",
        _ => throw new ArgumentOutOfRangeException(nameof(delivery), delivery.State, "No such state."),
    };

    /// <summary>Why an answer was not taken; null when it was.</summary>
    public static string? Fault(DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Done => null,
        DeliveryOutcome.NotFound => "It is not there any more. Load the page again.",
        DeliveryOutcome.NotAllowed => "Your role in this household does not allow that. Ask an owner or an approver.",
        DeliveryOutcome.NoLongerPossible => "Not saved: somebody else answered first, or its time is over. What you see now is how it stands.",
        DeliveryOutcome.Overlaps => "Not saved: another delivery has this access point approved then. Choose another time.",
        DeliveryOutcome.WindowNotValid => "Not saved: that window is over, or not a part of one that was proposed. Choose another time.",
        DeliveryOutcome.ReasonNeeded => "Not saved: write what you found, so that others can read it.",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "No such outcome."),
    };
}
