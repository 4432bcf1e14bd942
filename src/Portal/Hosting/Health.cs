using Dapper;
using Portal.Client;
using Portal.Storage;

namespace Portal.Hosting;

/// <summary>Whether the portal can do its work: 'ready' has seen the disk take a commit less than a second ago.</summary>
internal sealed class Health(Database database, TimeProvider time, ILogger<Health> logger)
{
    private static readonly TimeSpan Believed = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly Lock _gate = new();
    private Task<bool>? _asked;
    private DateTimeOffset _askedAt;

    /// <summary>Asked by strangers as well, so that at most one write a second comes of it.</summary>
    public async Task<IResult> ReadyAsync() =>
        await StorageTakesWrites()
            ? TypedResults.Ok(new { status = "ready" })
            : Problems.Of(StatusCodes.Status503ServiceUnavailable, "storage_not_writable", "The storage does not take writes.");

    private Task<bool> StorageTakesWrites()
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            if (_asked is null || now - _askedAt >= Believed)
                (_asked, _askedAt) = (ProbeAsync(now), now);
            return _asked;
        }
    }

    private async Task<bool> ProbeAsync(DateTimeOffset now)
    {
        // Off the caller's thread: the lock above is held only for the hand-over.
        await Task.Yield();
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await database.WriteAsync(
                tx => tx.Connection.Execute(
                    "INSERT INTO storage_probe (one, at) VALUES (1, @now) ON CONFLICT (one) DO UPDATE SET at = excluded.at", new { now }),
                patience.Token).WaitAsync(patience.Token);
            return true;
        }
        catch (Exception exception)
        {
            // Whatever it is, the answer is 'not ready'; the log says why.
            logger.StorageNotWritable(exception);
            return false;
        }
    }
}
