using Portal.Client.Deliveries;

namespace Portal.Deliveries;

/// <summary>Event ids 1400 to 1499.</summary>
internal static partial class DeliveriesLog
{
    [LoggerMessage(1400, LogLevel.Warning, "Delivery {Delivery} stays {State}: what became of its opening is no step from there.")]
    public static partial void StepRefused(this ILogger logger, DeliveryId delivery, DeliveryState? state);

    [LoggerMessage(1401, LogLevel.Warning, "By the zone rules {Version} what was written of {Count} windows means other instants than before: their owners are asked.")]
    public static partial void WindowsMoved(this ILogger logger, int count, string version);
}
