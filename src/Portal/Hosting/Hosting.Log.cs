namespace Portal.Hosting;

/// <summary>Event ids 2000 to 2099.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(2000, LogLevel.Warning, "Refused a connection to {Path}: it has our cookie or an origin that is not Portal:PublicUrl.")]
    public static partial void ForeignOrigin(this ILogger logger, PathString path);

    [LoggerMessage(2001, LogLevel.Error, "The storage does not take writes.")]
    public static partial void StorageNotWritable(this ILogger logger, Exception exception);
}
