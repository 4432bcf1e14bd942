namespace Portal.Demo;

/// <summary>Event ids 2100 to 2199.</summary>
internal static partial class DemoLog
{
    [LoggerMessage(2100, LogLevel.Warning, "The demo's devices cannot reach the portal at {PublicUrl}: set Portal:PublicUrl to the address it serves.")]
    public static partial void DevicesLate(this ILogger logger, string publicUrl);

    [LoggerMessage(2101, LogLevel.Warning, "The portal does not want the demo's {Device} any more: {Reason}. Delete the data folder to start the demo anew.")]
    public static partial void DeviceDismissed(this ILogger logger, string device, string reason);

    [LoggerMessage(2102, LogLevel.Warning, "The demo's {Device} could not be paired: {Code} at {PublicUrl}.")]
    public static partial void ClaimRefused(this ILogger logger, string device, string code, string publicUrl);

    [LoggerMessage(2103, LogLevel.Warning, "This database has a demo household, but the folder 'demo' beside it is gone: delete both to start the demo anew.")]
    public static partial void FolderGone(this ILogger logger);

    [LoggerMessage(2104, LogLevel.Warning, "The demo's carrier could not ask for a delivery: {Problem}")]
    public static partial void RequestRefused(this ILogger logger, string? problem);
}
