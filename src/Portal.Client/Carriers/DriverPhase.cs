namespace Portal.Client.Carriers;

/// <summary>How far a driver has come with a delivery.</summary>
public enum DriverPhase
{
    /// <summary>The window has not begun.</summary>
    Early,

    /// <summary>The window is open and nothing was tried, or it was denied.</summary>
    Ready,

    /// <summary>Granted; nothing has opened yet.</summary>
    Asked,

    /// <summary>It stands open.</summary>
    Open,

    /// <summary>Shut, but not yet secured.</summary>
    Closed,

    /// <summary>Closed and secured after it had been opened: delivered.</summary>
    Done,

    /// <summary>It ended another way.</summary>
    Over,
}
