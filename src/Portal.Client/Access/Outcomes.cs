namespace Portal.Client.Access;

/// <summary>A form's answer: what was made, or one message for each field that is wrong.</summary>
public sealed record AddAccessPointOutcome(AccessPointId? Added, IReadOnlyDictionary<string, string> Faults);

/// <summary>What became of something an owner asked of an access point.</summary>
public enum AccessOutcome
{
    Done,

    /// <summary>No such thing, or not this member's.</summary>
    NotFound,

    /// <summary>The member's role does not allow it.</summary>
    NotAllowed,

    /// <summary>Somebody else was first, or it has ended: look again.</summary>
    NoLongerPossible,

    /// <summary>Sign in again first (S25).</summary>
    SignInAgain,

    /// <summary>Something is being opened there: once it is secured.</summary>
    BeingOpened,
}

/// <summary>What became of a command; the device's own word comes over the live page, never from here (S05).</summary>
public enum CommandOutcome
{
    /// <summary>Handed to the device.</summary>
    Asked,

    /// <summary>The device is not connected: nothing was sent, nothing is sent later (S07).</summary>
    DeviceOffline,

    NotFound,

    NotAllowed,

    /// <summary>Sign in again first (S25).</summary>
    SignInAgain,

    /// <summary>The ledger cannot be written: nothing opens (S09).</summary>
    CannotRecord,

    /// <summary>The server's clock has jumped: nothing opens until it can be relied on again (S19).</summary>
    ClockUnsure,

    /// <summary>The drive does not warn before it moves: it is closed at the door only (S08).</summary>
    NoCloseWarning,

    /// <summary>It met something in its way twice: somebody has to act at the door first (S08).</summary>
    CloseSuspended,

    /// <summary>The owner's account was recovered less than a day ago (S24).</summary>
    Held,
}
