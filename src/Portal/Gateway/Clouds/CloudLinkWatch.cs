using Portal.Client.Gateway;

namespace Portal.Gateway.Clouds;

/// <summary>
/// Follows what waits for somebody at the maker: an owner's yes, which ends after a while, and the maker's own letting go of a link that was
/// taken back, which is asked for until it is done.
/// </summary>
internal sealed class CloudLinkWatch(
    MakerClouds clouds, CloudLinks links, TimeProvider time, ILogger<CloudLinkWatch> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(3);

    /// <summary>Looks once at everything that waits.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        foreach (var link in await links.WaitingAsync(cancellationToken))
        {
            if (clouds.Find(link.Maker) is { } cloud)
                await TryAsync(link, cloud, cancellationToken);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (clouds.Offered.Count == 0)
            return;
        using var look = new PeriodicTimer(BetweenLooks, time);
        try
        {
            while (await look.WaitForNextTickAsync(stoppingToken))
                await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops.
        }
    }

    private async Task TryAsync(CloudLinkRow link, IMakerCloud cloud, CancellationToken cancellationToken)
    {
        try
        {
            await FollowAsync(link, cloud, links.Open(link), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The top of the loop: the next look tries again.
            logger.LinkNotFollowed(exception, link.Id.Value, link.Maker);
        }
    }

    private async Task FollowAsync(CloudLinkRow link, IMakerCloud cloud, string secret, CancellationToken cancellationToken)
    {
        if (link.LinkState == CloudLinkState.Ending)
        {
            // While a code may open through it, its codes are taken out first: afterwards nobody could.
            if (await links.HasCodesAsync(link.Id, cancellationToken))
                return;
            await cloud.RevokeAsync(secret, cancellationToken);
            await links.ForgetAsync(link.Id, cancellationToken);
        }
        else if (await cloud.FinishLinkAsync(secret, cancellationToken) is { } account)
            await links.FinishAsync(link, account, _ => { }, cancellationToken);
        else if (time.GetUtcNow() - link.AskedAt > CloudLinks.Lasts)
            await links.ForgetAsync(link.Id, cancellationToken);
    }
}
