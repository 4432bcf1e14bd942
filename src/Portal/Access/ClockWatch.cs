using Portal.Client.Ledger;
using Portal.Ledger;
using Portal.Storage;

namespace Portal.Access;

/// <summary>
/// Looks at the clock every second, so that a jump is noticed when nobody tries to open, and agreement is seen when it has lasted. Both are
/// an entry of no household and a line in the log: it is the operator's machine (docs/decisions/0012).
/// </summary>
internal sealed class ClockWatch(
    TrustedClock clock, Database database, LedgerWriter ledger, TimeProvider time, ILogger<ClockWatch> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);
    private bool _wasUnsure;
    private long _jumps;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var look = new PeriodicTimer(BetweenLooks, time);
        do
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // The top of the watch's loop: what could not be entered is entered at the next look.
                logger.ClockNotRecorded(exception);
            }
        }
        while (await look.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>
    /// Enters a change since the last look. Whatever was believed until some time of a clock that has jumped since is believed no longer: set back
    /// by as much as nobody had looked, it would stand again (S19).
    /// </summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var (now, isUnsure) = clock.Read();
        if (clock.Jumps is var jumps && jumps != _jumps)
        {
            await database.WriteAsync(tx => Freshness.Forget(tx, now), cancellationToken);
            _jumps = jumps;
        }

        if (isUnsure == _wasUnsure)
            return;
        if (isUnsure)
            logger.ClockJumped();
        else
            logger.ClockAgrees();
        var kind = isUnsure ? EntryKinds.ClockUnsure : EntryKinds.ClockSure;
        await database.WriteAsync(
            tx => ledger.Append(tx, now, new NewEntry { Kind = kind, Actor = Actor.Portal, At = now }), cancellationToken);
        _wasUnsure = isUnsure;
    }
}
