namespace Portal.Gateway;

/// <summary>Event ids 1500 to 1599.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(1500, LogLevel.Error, "A device's {Method} failed.")]
    public static partial void MethodFailed(this ILogger logger, Exception exception, string method);
}
