using Portal.Client.Deliveries;

namespace Portal.Deliveries;

/// <summary>What can happen to a delivery once it exists.</summary>
internal enum DeliveryStep
{
    /// <summary>A member agrees to a window.</summary>
    Approve,

    /// <summary>A member proposes another time: it still waits, now for the carrier.</summary>
    Propose,

    /// <summary>The carrier takes the time that a member proposed.</summary>
    Accept,

    /// <summary>A member says no.</summary>
    Decline,

    /// <summary>The carrier takes its request back.</summary>
    Withdraw,

    /// <summary>Nobody answered in time.</summary>
    Lapse,

    /// <summary>A member takes the approval back.</summary>
    Revoke,

    /// <summary>The one opening was granted.</summary>
    Begin,

    /// <summary>It was opened without the line, and that is told only after it counted as missed.</summary>
    BeginLate,

    /// <summary>Unlocked, opened, closed and secured, each told in time.</summary>
    Complete,

    /// <summary>The same order, told late: it also proves what had become an incident.</summary>
    CompleteLate,

    /// <summary>Nothing was opened in the 60 s after the grant.</summary>
    NeverOpen,

    /// <summary>The window went by unused.</summary>
    WindowOver,

    /// <summary>Forced, tampered, open or silent for too long: a person must look.</summary>
    Incident,

    /// <summary>Its device was released, and no other can honour it: nobody would ever tell how it ended.</summary>
    LoseDevice,

    /// <summary>A person has looked at what had become an incident.</summary>
    Resolve,

    /// <summary>Nothing was opened, and a member lets it be tried again inside its window.</summary>
    Rearm,
}

/// <summary>The state table of product.md: which step leads where, and which is refused.</summary>
internal static class DeliverySteps
{
    /// <summary>The state after the step; null when the state does not allow it.</summary>
    public static DeliveryState? Next(DeliveryState state, DeliveryStep step) => step switch
    {
        DeliveryStep.Approve => From(state is DeliveryState.Requested, DeliveryState.Approved),
        DeliveryStep.Propose => From(state is DeliveryState.Requested, DeliveryState.Requested),
        DeliveryStep.Accept => From(state is DeliveryState.Requested, DeliveryState.Approved),
        DeliveryStep.Decline => From(state is DeliveryState.Requested, DeliveryState.Declined),
        DeliveryStep.Withdraw => From(state is DeliveryState.Requested or DeliveryState.Approved, DeliveryState.Withdrawn),
        DeliveryStep.Lapse => From(state is DeliveryState.Requested, DeliveryState.Lapsed),
        DeliveryStep.Revoke => From(state is DeliveryState.Approved, DeliveryState.Revoked),
        DeliveryStep.Begin => From(state is DeliveryState.Approved, DeliveryState.InProgress),
        DeliveryStep.BeginLate => From(state is DeliveryState.Missed, DeliveryState.InProgress),
        DeliveryStep.Complete => From(state is DeliveryState.InProgress, DeliveryState.Completed),
        DeliveryStep.CompleteLate => From(state is DeliveryState.InProgress or DeliveryState.Incident, DeliveryState.Completed),
        DeliveryStep.NeverOpen => From(state is DeliveryState.InProgress, DeliveryState.Missed),
        DeliveryStep.WindowOver => From(state is DeliveryState.Approved, DeliveryState.Missed),
        DeliveryStep.Incident => From(state is DeliveryState.InProgress, DeliveryState.Incident),
        DeliveryStep.LoseDevice => From(state is DeliveryState.Approved or DeliveryState.InProgress, DeliveryState.Revoked),
        DeliveryStep.Resolve => From(state is DeliveryState.Incident, DeliveryState.Resolved),
        DeliveryStep.Rearm => From(state is DeliveryState.Missed, DeliveryState.Approved),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "No such step."),
    };

    private static DeliveryState? From(bool allowed, DeliveryState next) => allowed ? next : null;
}
