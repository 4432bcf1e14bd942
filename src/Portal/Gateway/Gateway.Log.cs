using Portal.Client.Access;

namespace Portal.Gateway;

/// <summary>Event ids 1500 to 1599.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(1500, LogLevel.Error, "A device's {Method} failed.")]
    public static partial void MethodFailed(this ILogger logger, Exception exception, string method);

    [LoggerMessage(1501, LogLevel.Error, "Asking makers' clouds failed.")]
    public static partial void PollsFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1502, LogLevel.Warning, "{Maker} gave no answer about {Device}.")]
    public static partial void CloudGaveNoAnswer(this ILogger logger, Exception exception, string device, CloudMaker maker);

    [LoggerMessage(1503, LogLevel.Warning, "{Link} to {Maker} could not be followed.")]
    public static partial void LinkNotFollowed(this ILogger logger, Exception exception, string link, CloudMaker maker);

    [LoggerMessage(1504, LogLevel.Error, "A call that locks was made without being counted.")]
    public static partial void CallNotCounted(this ILogger logger, Exception exception);
}
