namespace Portal.Notifications;

/// <summary>Hands on what waits in a queue of the database: when its bell rings, when the next try is due, and now and then in case.</summary>
internal abstract class QueueDelivery(QueueBell bell, TimeProvider time, ILogger logger) : BackgroundService
{
    private static readonly TimeSpan InCase = TimeSpan.FromSeconds(30);

    /// <summary>The least of a column, which has no instant's type where there is no row.</summary>
    internal static DateTimeOffset? Instant(long? milliseconds) =>
        milliseconds is { } known ? DateTimeOffset.FromUnixTimeMilliseconds(known) : null;

    protected TimeProvider Time => time;

    protected ILogger Log => logger;

    /// <summary>Hands on what is due; returns when something is due again.</summary>
    protected abstract Task<DateTimeOffset?> DeliverDueAsync(CancellationToken cancellationToken);

    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Task? ring = bell.Next;
            var pause = InCase;
            try
            {
                if (await DeliverDueAsync(stoppingToken) is { } next && next - time.GetUtcNow() < InCase)
                    pause = TimeSpan.FromTicks(Math.Max((next - time.GetUtcNow()).Ticks, 0));
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                // The top of the loop: what waits is kept. A ring must not make it spin.
                logger.QueueFailed(exception, GetType().Name);
                ring = null;
            }

            using var awake = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var rested = Task.Delay(pause, time, awake.Token);
            await (ring is null ? rested : Task.WhenAny(ring, rested));
            await awake.CancelAsync();
        }
    }
}
