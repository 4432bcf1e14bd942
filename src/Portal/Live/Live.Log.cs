namespace Portal.Live;

/// <summary>Event ids 1600 to 1699.</summary>
internal static partial class LiveLog
{
    [LoggerMessage(1600, LogLevel.Error, "A live connection could not be told what is new; it was closed.")]
    public static partial void SubscriptionFailed(this ILogger logger, Exception exception);
}
