using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>Ends the lines whose token has ended, and tells each device so: it signs in with a new one.</summary>
internal sealed class LineEnds(Connections connections, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var look = new PeriodicTimer(BetweenLooks, time);
        try
        {
            while (await look.WaitForNextTickAsync(stoppingToken))
            {
                var now = time.GetUtcNow();
                await Task.WhenAll(connections.Live.Where(line => line.TokenEnds <= now).Select(line => line.EndAsync(Disconnecting.TokenExpired, stoppingToken)));
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops.
        }
    }
}
