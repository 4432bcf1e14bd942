namespace Portal.Storage;

/// <summary>Event ids 1000 to 1099.</summary>
internal static partial class StorageLog
{
    [LoggerMessage(1000, LogLevel.Information, "Applied migration {Name}.")]
    public static partial void MigrationApplied(this ILogger logger, string name);

    [LoggerMessage(1001, LogLevel.Error, "A commit failed; its callers were told and nothing of it was kept.")]
    public static partial void CommitFailed(this ILogger logger, Exception exception);
}
