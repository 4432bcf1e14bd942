namespace Portal.Client.Access;

/// <summary>Why a maker's cloud says nothing of now about its device.</summary>
public enum CloudAway
{
    /// <summary>The maker does not say why.</summary>
    Unreachable,

    /// <summary>It saves its battery, and wakes when somebody uses it.</summary>
    Asleep,

    /// <summary>It has no network where it is.</summary>
    NoNetwork,

    /// <summary>Somebody uses it: the maker takes no commands meanwhile.</summary>
    InUse,

    /// <summary>It is being updated or serviced.</summary>
    Serviced,

    /// <summary>No call to the maker is left today.</summary>
    NoCallsLeft,

    /// <summary>The maker wants the owner to sign in there again.</summary>
    SignedOut,
}
