using Microsoft.Extensions.Logging;

namespace Portal.Client.Live;

/// <summary>Messages of the screens, event ids from 1690.</summary>
internal static partial class ReadingLog
{
    [LoggerMessage(EventId = 1690, Level = LogLevel.Error, Message = "A page could not read {View}; its reference is {Reference}")]
    public static partial void ReadFailed(this ILogger logger, Exception fault, string view, string reference);
}
