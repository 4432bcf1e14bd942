namespace Portal.Device.Protocol;

/// <summary>The names of the hub's methods. Each takes exactly one argument.</summary>
public static class GatewayMethods
{
    /// <summary>Device to portal: an array of <see cref="DeviceEvent"/>, answered with <see cref="ReportAnswer"/>.</summary>
    public const string Report = "Report";

    /// <summary>Device to portal: <see cref="Protocol.Heartbeat"/>, answered with <see cref="HeartbeatAnswer"/>.</summary>
    public const string Heartbeat = "Heartbeat";

    /// <summary>Device to portal: <see cref="Protocol.CheckCode"/>, answered with <see cref="CodeVerdict"/>.</summary>
    public const string CheckCode = "CheckCode";

    /// <summary>Device to portal: <see cref="Protocol.CommandResult"/>, no answer but completion.</summary>
    public const string CommandResult = "CommandResult";

    /// <summary>Device to portal: <see cref="Protocol.GrantsSynced"/>, no answer but completion.</summary>
    public const string GrantsSynced = "GrantsSynced";

    /// <summary>Portal to device: <see cref="Protocol.Command"/>.</summary>
    public const string Command = "Command";

    /// <summary>Portal to device: <see cref="Protocol.SyncGrants"/>.</summary>
    public const string SyncGrants = "SyncGrants";

    /// <summary>Portal to device, once, after an owner confirmed the pairing: <see cref="Protocol.Paired"/>.</summary>
    public const string Paired = "Paired";

    /// <summary>Portal to device, before the portal closes the connection: <see cref="Protocol.Disconnecting"/>.</summary>
    public const string Disconnecting = "Disconnecting";
}
