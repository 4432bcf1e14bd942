namespace Portal.Accounts;

/// <summary>Event ids 1200 to 1299.</summary>
internal static partial class AccountsLog
{
    [LoggerMessage(1200, LogLevel.Error, "Could not ask which sessions have ended; it tries again.")]
    public static partial void SessionWatchFailed(this ILogger logger, Exception exception);
}
