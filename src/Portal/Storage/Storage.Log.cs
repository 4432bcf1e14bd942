namespace Portal.Storage;

/// <summary>Event ids 1000 to 1099.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(1000, LogLevel.Information, "Applied migration {Name}.")]
    public static partial void MigrationApplied(this ILogger logger, string name);

    [LoggerMessage(1001, LogLevel.Error, "A commit of {Pieces} pieces of work failed; their callers were told and nothing of it was kept.")]
    public static partial void CommitFailed(this ILogger logger, Exception exception, int pieces);

    [LoggerMessage(1002, LogLevel.Error, "A commit could not be rolled back.")]
    public static partial void RollBackFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1003, LogLevel.Error, "Waking somebody after a commit failed; the commit stands.")]
    public static partial void WakeFailed(this ILogger logger, Exception exception);

    [LoggerMessage(1004, LogLevel.Warning, "The log of writes could not be copied into the database (SQLite error {Result}); it grows until it can.")]
    public static partial void CheckpointFailed(this ILogger logger, int result);
}
