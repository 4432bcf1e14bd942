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

    [LoggerMessage(1303, LogLevel.Critical, "The wall clock has jumped by more than 60 s: nothing is opened until it has run evenly for 60 s.")]
    public static partial void ClockJumped(this ILogger logger);

    [LoggerMessage(1304, LogLevel.Warning, "The wall clock has run evenly for 60 s again: openings are decided again.")]
    public static partial void ClockAgrees(this ILogger logger);

    [LoggerMessage(1305, LogLevel.Error, "What became of the clock could not be recorded; it is tried again.")]
    public static partial void ClockNotRecorded(this ILogger logger, Exception exception);
}
