namespace Portal.Device.Protocol;

/// <summary>What a portal may ask a device to do.</summary>
public static class CommandNames
{
    /// <summary>Draw the bolt back.</summary>
    public const string Unlock = "unlock";

    /// <summary>Throw the bolt.</summary>
    public const string Lock = "lock";

    /// <summary>Drive the door open.</summary>
    public const string Open = "open";

    /// <summary>Drive the door shut.</summary>
    public const string Close = "close";

    /// <summary>Stop the door where it is.</summary>
    public const string Stop = "stop";

    /// <summary>Report the position.</summary>
    public const string Locate = "locate";

    /// <summary>Take a picture.</summary>
    public const string Snapshot = "snapshot";
}
