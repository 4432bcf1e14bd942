namespace Portal.Ledger;

/// <summary>Event ids 1100 to 1199.</summary>
internal static partial class LedgerLog
{
    [LoggerMessage(1100, LogLevel.Error, "{Follower} could not handle the entries after {Position}; it tries again.")]
    public static partial void FollowerFailed(this ILogger logger, Exception exception, string follower, long? position);
}
