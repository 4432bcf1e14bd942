namespace Portal.Device.Protocol;

/// <summary>What a device may say of its bolt.</summary>
public static class LockWords
{
    /// <summary>Thrown.</summary>
    public const string Locked = "locked";

    /// <summary>Drawn back.</summary>
    public const string Unlocked = "unlocked";

    /// <summary>Stuck.</summary>
    public const string Jammed = "jammed";

    /// <summary>Not known; also of a device that has no bolt.</summary>
    public const string Unknown = "unknown";
}
