using Microsoft.Extensions.Logging;

namespace Portal.Client.Live;

/// <summary>Messages of the screens, event ids from 1690.</summary>
internal static partial class ReadingLog
{
    [LoggerMessage(EventId = 1690, Level = LogLevel.Error, Message = "A page could not read {View}; its reference is {Reference}")]
    public static partial void ReadFailed(this ILogger logger, Exception fault, string view, string reference);

    [LoggerMessage(EventId = 1691, Level = LogLevel.Error, Message = "What a person asked of a page broke off; its reference is {Reference}")]
    public static partial void TapFailed(this ILogger logger, Exception fault, string reference);
}
