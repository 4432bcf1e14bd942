namespace Portal.Access;

/// <summary>Event ids 1300 to 1399.</summary>
internal static partial class AccessLog
{
    [LoggerMessage(1300, LogLevel.Error, "Timers could not be fired; they are tried again.")]
    public static partial void TimersFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1301, LogLevel.Error, "An attempt to open could not be recorded; it was denied.")]
    public static partial void AttemptNotRecorded(this ILogger logger, Exception exception);

    [LoggerMessage(1302, LogLevel.Error, "Asking device {Device} to {Command} could not be recorded; it was asked all the same.")]
    public static partial void CommandNotRecorded(this ILogger logger, Exception exception, string device, string command);
}
