using Dapper;
using Portal.Client;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// Fires what is due: beliefs in devices that have run out, and timers. One loop; the rows are the truth, so a restart loses nothing and
/// what came due meanwhile fires at once, once, marked late (S19).
/// </summary>
internal sealed class TimerWatch(
    Database database, Freshness freshness, IEnumerable<ITimerHandler> handlers, TimeProvider time, ILogger<TimerWatch> logger) : BackgroundService
{
    private const int AtOnce = 100;
    private static readonly TimeSpan LongestNap = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortestNap = TimeSpan.FromMilliseconds(20);

    /// <summary>A timer that fires this long after it was due came due while nobody watched.</summary>
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(10);

    private readonly Dictionary<string, ITimerHandler> _handlers = handlers.ToDictionary(handler => Words.Of(handler.Kind));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await freshness.ForgetAllAsync(stoppingToken);
        while (!stoppingToken.IsCancellationRequested)
        {
            var nap = LongestNap;
            try
            {
                await FireDueAsync(stoppingToken);
                nap = await UntilNextAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The top of the watch's loop: the rows are still there, and are tried again.
                logger.TimersFailed(exception);
            }

            await Task.Delay(nap, time, stoppingToken);
        }
    }

    /// <summary>Fires everything that is due now.</summary>
    public async Task FireDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await freshness.ExpireAsync(now, cancellationToken);
        while (await database.WriteAsync(tx => FireNext(tx, now), cancellationToken) == AtOnce)
        {
            // A full batch: there may be more.
        }
    }

    private int FireNext(Transaction tx, DateTimeOffset now)
    {
        var due = tx.Connection.Query<Row>(
            "SELECT kind, subject, due_at FROM timer WHERE due_at <= @now ORDER BY due_at LIMIT @AtOnce", new { now, AtOnce }).AsList();
        foreach (var row in due)
        {
            // Gone first, so that a handler may set it anew.
            tx.Connection.Execute("DELETE FROM timer WHERE kind = @Kind AND subject = @Subject", row);
            _handlers[row.Kind].Fire(tx, row.Subject, row.DueAt, now - row.DueAt > LateAfter, now);
        }

        return due.Count;
    }

    private async Task<TimeSpan> UntilNextAsync(CancellationToken cancellationToken)
    {
        var next = await database.ReadAsync(
            connection => connection.QuerySingle<long?>(
                "SELECT min(at) FROM (SELECT min(due_at) AS at FROM timer UNION ALL SELECT min(believed_until) FROM device_state)"),
            cancellationToken);
        if (next is not { } milliseconds)
            return LongestNap;
        var wait = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) - time.GetUtcNow();
        return TimeSpan.FromTicks(Math.Clamp(wait.Ticks, ShortestNap.Ticks, LongestNap.Ticks));
    }

    private sealed class Row
    {
        public string Kind { get; init; } = "";

        public string Subject { get; init; } = "";

        public DateTimeOffset DueAt { get; init; }
    }
}
