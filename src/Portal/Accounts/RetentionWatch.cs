using System.Data.Common;
using Microsoft.Extensions.Options;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// Erases what households have kept for long enough, a little at a time. What is erased does not come back: where the clock is not where it must be after
/// the look before, in this run or the one before, nothing is erased for a day, in which somebody may set it right (docs/decisions/0041).
/// </summary>
internal sealed class RetentionWatch(
    Database database, IEnumerable<IRetention> parts, IOptions<RetentionOptions> options, TimeProvider time, ILogger<RetentionWatch> logger) : BackgroundService
{
    public static readonly TimeSpan BetweenLooks = TimeSpan.FromHours(3);
    public static readonly TimeSpan RestAfterAJump = TimeSpan.FromDays(1);

    /// <summary>So far off, what goes too early goes by no more than a day too early.</summary>
    private static readonly TimeSpan Jump = TimeSpan.FromDays(1);
    private TimeSpan _rest;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wasAt = await database.ReadAsync(RetentionStore.LastLook, stoppingToken) ?? time.GetUtcNow();
        RestIfOff(time.GetUtcNow() - wasAt);
        while (!stoppingToken.IsCancellationRequested)
        {
            var (wall, ran) = (time.GetUtcNow(), time.GetTimestamp());
            await Task.Delay(BetweenLooks, time, stoppingToken);
            var passed = time.GetElapsedTime(ran);
            _rest -= passed;
            RestIfOff(time.GetUtcNow() - wall - passed);
            try
            {
                if (_rest <= TimeSpan.Zero)
                    await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The top of the watch's loop: what was not erased is erased at the next look.
                logger.RetentionFailed(exception);
            }
        }
    }

    /// <summary>Erases all that is due now. Where it fails for one household, the others come all the same.</summary>
    /// <exception cref="AggregateException">Something could not be erased.</exception>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await database.WriteAsync(tx => RetentionStore.SaveLook(tx, now), cancellationToken);
        var households = await database.ReadAsync(RetentionStore.Households, cancellationToken);
        var failures = new List<Exception>();
        foreach (var (part, household) in parts.SelectMany(part => households.Select(household => (part, household))))
        {
            try
            {
                await EraseAsync(part, household, now, cancellationToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
            throw new AggregateException(failures);
    }

    /// <summary>In many short transactions, so that nobody at a door waits for them; each reads what the household wants by then.</summary>
    private async Task EraseAsync(IRetention part, HouseholdId household, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!await database.ReadAsync(connection => part.IsDue(connection, household, Before(connection)), cancellationToken))
            return;
        while (await database.WriteAsync(tx => part.Erase(tx, household, Before(tx.Connection), now), cancellationToken) > 0)
        {
            // There may be more.
        }

        DateTimeOffset Before(DbConnection connection) =>
            now - TimeSpan.FromDays(options.Value.Of(part.Kind).At(RetentionStore.Find(connection, household, part.Kind), now));
    }

    private void RestIfOff(TimeSpan by)
    {
        if (by.Duration() <= Jump)
            return;
        logger.RetentionRests();
        _rest = RestAfterAJump;
    }
}
