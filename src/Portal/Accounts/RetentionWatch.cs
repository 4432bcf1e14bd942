using Microsoft.Extensions.Options;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// Erases what households have kept for long enough, a little at a time. What is erased does not come back, so after a jump of the wall clock it rests for
/// a day: a clock that was set years ahead must not take everything with it before somebody sets it right (docs/decisions/0041).
/// </summary>
internal sealed class RetentionWatch(
    Database database, IEnumerable<IRetention> parts, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionWatch> logger) : BackgroundService
{
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan RestAfterAJump = TimeSpan.FromDays(1);
    private static readonly TimeSpan Jump = TimeSpan.FromMinutes(1);
    private TimeSpan _rest;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var (wall, ran) = (time.GetUtcNow(), time.GetTimestamp());
            await Task.Delay(BetweenLooks, time, stoppingToken);
            try
            {
                if (IsEven(time.GetUtcNow() - wall, time.GetElapsedTime(ran)))
                    await EraseAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The top of the watch's loop: what was not erased is erased at the next look.
                logger.RetentionFailed(exception);
            }
        }
    }

    /// <summary>Erases all that is due now.</summary>
    public async Task EraseAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var part in parts)
        {
            var limits = options.Value.Of(part.Kind);
            foreach (var (household, chosen) in await database.ReadAsync(connection => RetentionStore.All(connection, part.Kind), cancellationToken))
                await EraseAsync(part, household, now - TimeSpan.FromDays(limits.Within(chosen)), now, cancellationToken);
        }
    }

    /// <summary>Whether the wall clock has not jumped for long enough, now that another while has passed by each clock.</summary>
    private bool IsEven(TimeSpan byTheWall, TimeSpan byTheMachine)
    {
        _rest -= byTheMachine;
        if ((byTheWall - byTheMachine).Duration() > Jump)
        {
            logger.RetentionRests();
            _rest = RestAfterAJump;
        }

        return _rest <= TimeSpan.Zero;
    }

    private async Task EraseAsync(IRetention part, HouseholdId household, DateTimeOffset before, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await database.ReadAsync(connection => part.IsDue(connection, household, before), cancellationToken))
            return;
        while (await database.WriteAsync(tx => part.Erase(tx, household, before, now), cancellationToken) > 0)
        {
            // As much as one transaction takes at a time, so that nobody at a door waits for it.
        }
    }
}
