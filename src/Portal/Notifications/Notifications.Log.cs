using Portal.Client.Notifications;

namespace Portal.Notifications;

/// <summary>Event ids 1800 to 1899.</summary>
internal static partial class NotificationsLog
{
    [LoggerMessage(1800, LogLevel.Error, "{Queue} could not look after what waits.")]
    public static partial void QueueFailed(this ILogger logger, Exception exception, string queue);

    [LoggerMessage(1801, LogLevel.Warning, "Mail {Mail} was not delivered at try {Tries}: {Fault}.")]
    public static partial void MailNotDelivered(this ILogger logger, long mail, MailFault fault, int tries);

    [LoggerMessage(1802, LogLevel.Error, "Too much mail waits; a message was not kept.")]
    public static partial void MailNotKept(this ILogger logger);

    [LoggerMessage(1803, LogLevel.Error, "Mail {Mail} cannot be opened with the keys in Portal:Keys:Directory; it was given up.")]
    public static partial void MailUnreadable(this ILogger logger, Exception exception, long mail);

    [LoggerMessage(1804, LogLevel.Information, "No mail server is set: in Development each message becomes a file in {Folder}.")]
    public static partial void MailBecomesFiles(this ILogger logger, string folder);

    [LoggerMessage(1805, LogLevel.Warning, "No mail server is set (Portal:Mail:Host): no mail is sent.")]
    public static partial void NoMailServer(this ILogger logger);

    [LoggerMessage(1806, LogLevel.Warning, "Push message {Message} was not delivered at try {Tries}: {Fault}.")]
    public static partial void PushNotDelivered(this ILogger logger, long message, PushFault fault, int tries);

    [LoggerMessage(1807, LogLevel.Information, "Browser {Browser} takes no messages any more.")]
    public static partial void BrowserGone(this ILogger logger, PushBrowserId browser);

    [LoggerMessage(1808, LogLevel.Error, "Browser {Browser} cannot be reached with the keys in Portal:Keys:Directory; it has to be added again.")]
    public static partial void BrowserUnreadable(this ILogger logger, Exception exception, PushBrowserId browser);
}
