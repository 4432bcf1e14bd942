namespace Portal.Client.Controls;

/// <summary>
/// What a seal says. Each has an outline of its own, so that it survives greyscale, forced colours and a screen reader
/// (which reads the word beside it).
/// </summary>
public enum SealState
{
    /// <summary>Closed and locked, both fresh; completed.</summary>
    Secured,

    /// <summary>Unlocked, open, ajar, opening, closing: in use.</summary>
    Open,

    /// <summary>Not known: stale, offline, never heard.</summary>
    Unknown,

    /// <summary>A person is asked.</summary>
    Needs,

    /// <summary>An urgent alert is open. Never for a refusal, a fault of a form or a deletion.</summary>
    Urgent,

    /// <summary>Paused by a person. What is beneath may be in any state.</summary>
    Paused,

    /// <summary>A refusal: it stayed shut.</summary>
    Denied,

    /// <summary>Support looked.</summary>
    Staff,

    /// <summary>Decided or done: approved, ready, granted.</summary>
    Done,

    /// <summary>Anything else that was noted.</summary>
    Noted,
}
