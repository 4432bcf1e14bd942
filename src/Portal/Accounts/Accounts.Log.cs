namespace Portal.Accounts;

/// <summary>Event ids 1200 to 1299.</summary>
internal static partial class AccountsLog
{
    [LoggerMessage(1200, LogLevel.Error, "Could not ask which sessions have ended; it tries again.")]
    public static partial void SessionWatchFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1201, LogLevel.Error, "Could not note that a session is in use; its person goes on.")]
    public static partial void SessionNotSeen(this ILogger logger, Exception exception);

    [LoggerMessage(1202, LogLevel.Error, "Could not erase what has been kept for long enough; it tries again in three hours.")]
    public static partial void RetentionFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1203, LogLevel.Warning, "The clock is more than a day from where it must be, or the portal was off for so long: for a day nothing is erased for its age. If the clock is wrong, set it right before.")]
    public static partial void RetentionRests(this ILogger logger);
}
