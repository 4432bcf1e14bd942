namespace Portal.Accounts;

/// <summary>Event ids 1200 to 1299.</summary>
internal static partial class AccountsLog
{
    [LoggerMessage(1200, LogLevel.Error, "Could not ask which sessions have ended; it tries again.")]
    public static partial void SessionWatchFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1201, LogLevel.Error, "Could not note that a session is in use; its person goes on.")]
    public static partial void SessionNotSeen(this ILogger logger, Exception exception);

    [LoggerMessage(1202, LogLevel.Error, "Could not erase what has been kept for long enough; it tries again in half an hour.")]
    public static partial void RetentionFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1203, LogLevel.Warning, "The wall clock has jumped: for a day nothing is erased for its age. Set the clock right before.")]
    public static partial void RetentionRests(this ILogger logger);
}
