using Portal.Access;
using Portal.Client.Access;
using Portal.Storage;

namespace Portal.Gateway.Clouds;

/// <summary>
/// Looks each second whether a code is to come into a lock or out of one, from the rows alone; the maker is asked at once when that has
/// changed, and again until it says that it is so.
/// </summary>
internal sealed class CloudCodeWatch(
    Database database, CloudSeal seal, MakerClouds clouds, CloudCodes codes, TimeProvider time, ILogger<CloudCodeWatch> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>While something is asked for and not yet so.</summary>
    private static readonly TimeSpan Unsettled = TimeSpan.FromSeconds(5);

    /// <summary>While all is as it should be: somebody else may change it at the maker.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(60);

    // One for each lock that holds a code, gone with the next look after that.
    private readonly Dictionary<DeviceId, (DateTimeOffset DueAt, string Shape)> _next = [];
    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Looks once at every lock that holds a code or is to.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            var now = time.GetUtcNow();
            var rows = await database.ReadAsync(connection => CloudStore.CodeHolders(connection, now, now + OfflineLists.Ahead), cancellationToken);
            foreach (var gone in _next.Keys.Except(rows.Select(row => row.DeviceId)).ToList())
                _next.Remove(gone);
            foreach (var row in rows)
            {
                if (clouds.Find(row.Maker)?.Codes is { } way)
                    await TryAsync(new CodeHolder(row.DeviceId, row.Maker, way, seal.Open(row.Sealed), row.MakersId), now, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!clouds.Offered.Any(cloud => cloud.Codes is not null))
            return;
        using var look = new PeriodicTimer(BetweenLooks, time);
        try
        {
            while (await look.WaitForNextTickAsync(stoppingToken))
                await TryLookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops.
        }
    }

    private async Task TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The top of the loop: the rows stay, and the next look tries again.
            logger.PollsFailed(exception);
        }
    }

    private async Task TryAsync(CodeHolder holder, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var left = await codes.PlanAsync(holder.Device, cancellationToken);
        var shape = string.Join(' ', left.Select(code => code.IsEnding ? "-" + code.Name : code.Name));
        if (left.Count == 0 || (_next.TryGetValue(holder.Device, out var next) && next.Shape == shape && next.DueAt > now))
            return;
        _next[holder.Device] = (now + (left.All(code => code is { IsHeld: true, IsEnding: false }) ? Settled : Unsettled), shape);
        try
        {
            await codes.TendAsync(holder, left, cancellationToken);
        }
        catch (CloudException exception)
        {
            logger.CloudGaveNoAnswer(exception, holder.Device.Value, holder.Maker);
        }
    }
}
