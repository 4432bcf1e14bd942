namespace Portal.Client.Deliveries;

/// <summary>The life of a delivery; each value names its successors.</summary>
public enum DeliveryState
{
    /// <summary>→ approved, declined, withdrawn, lapsed.</summary>
    Requested,

    /// <summary>→ in progress, revoked, withdrawn, missed.</summary>
    Approved,

    /// <summary>→ completed, incident, missed (nothing was ever opened).</summary>
    InProgress,

    /// <summary>Opened, closed and secured, each said by the device. The end.</summary>
    Completed,

    /// <summary>The end.</summary>
    Declined,

    /// <summary>By the carrier. The end.</summary>
    Withdrawn,

    /// <summary>Nobody answered before the last proposed window ended. The end.</summary>
    Lapsed,

    /// <summary>By an owner or approver. The end.</summary>
    Revoked,

    /// <summary>The window went by unused, or nothing was opened. → approved (re-armed).</summary>
    Missed,

    /// <summary>→ resolved, completed (by late proof).</summary>
    Incident,

    /// <summary>The end.</summary>
    Resolved,
}
