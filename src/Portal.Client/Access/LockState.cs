namespace Portal.Client.Access;

/// <summary>The bolt, one of the two facts of an access point (S01).</summary>
public enum LockState
{
    /// <summary>Not heard, or heard too long ago to be believed (S02).</summary>
    Unknown,
    Locked,
    Unlocked,

    /// <summary>The bolt is stuck half way.</summary>
    Jammed,
}
