namespace Portal.Ledger;

/// <summary>Event ids 1100 to 1199.</summary>
internal static partial class LedgerLog
{
    [LoggerMessage(1100, LogLevel.Error, "{Follower} could not handle the entries after {Position}; it tries again.")]
    public static partial void FollowerFailed(this ILogger logger, Exception exception, string follower, long? position);

    [LoggerMessage(1101, LogLevel.Critical, "The ledger contradicts what was signed before. No checkpoint is signed any more.")]
    public static partial void LedgerBroken(this ILogger logger, Exception exception);

    [LoggerMessage(1102, LogLevel.Error, "A checkpoint could not be signed; the next second tries again.")]
    public static partial void CheckpointFailed(this ILogger logger, Exception exception);
}
