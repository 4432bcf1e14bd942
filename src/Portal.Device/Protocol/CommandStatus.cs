namespace Portal.Device.Protocol;

/// <summary>The outcomes of a <see cref="Command"/>.</summary>
public static class CommandStatus
{
    /// <summary>The device did it.</summary>
    public const string Done = "done";

    /// <summary>The device tried and could not, or cannot.</summary>
    public const string Failed = "failed";

    /// <summary>The command came too late; the device did nothing.</summary>
    public const string Expired = "expired";
}
