using Portal.Access;
using Portal.Client.Access;

namespace Portal.Gateway.Clouds;

/// <summary>Asks makers' clouds about the devices for which they speak, each in its own rhythm. What is not answered grows old by itself (S02).</summary>
internal sealed class CloudPolls(CloudLines lines, CloudHearing hearing, CloudUses uses, TimeProvider time, ILogger<CloudPolls> logger) : BackgroundService
{
    private const int AtOnce = 16;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Where it is not even known how it is to be asked.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _turn = new(1);

    /// <summary>Asks about everything that is due now. One look at a time: a device's word is taken in by one.</summary>
    public async Task PollDueAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await lines.LoadAsync(cancellationToken);
            var limits = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
            await Parallel.ForEachAsync(lines.Due(time.GetUtcNow()), limits, async (line, stop) => await PollAsync(line, stop));
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
        using var look = new PeriodicTimer(BetweenLooks, time);
        try
        {
            do
            {
                await TryPollAsync(stoppingToken);
            }
            while (await look.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The portal stops.
        }
    }

    private async Task TryPollAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PollDueAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The top of the loop: what was not heard is unknown before long.
            logger.PollsFailed(exception);
        }
    }

    private async Task PollAsync(CloudLine line, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        line.AskAgain(now + Retry);
        try
        {
            await hearing.FollowAsync(line, cancellationToken);
            await uses.TakeAsync(line, cancellationToken);
            var rhythm = await hearing.RhythmAsync(line, cancellationToken);
            line.AskAgain(now + rhythm.PauseAfterNone(line.Cloud.CountsCalls));
            var word = await line.Cloud.ReadAsync(line.Account, line.MakersId, rhythm.Question, cancellationToken);
            await TakeAsync(line, word, now, cancellationToken);
        }
        catch (CloudException exception)
        {
            logger.CloudGaveNoAnswer(exception, line.Device.Value, line.Cloud.Maker);
            if (exception.Away is { } away)
                await hearing.MissAsync(line, away, cancellationToken);
        }
        catch (DeviceGoneException)
        {
            // Released in this moment: the next look lets go of it.
        }
    }

    private async Task TakeAsync(CloudLine line, MakersWord word, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (!word.IsOnline)
        {
            line.Heard(DateTimeOffset.MinValue);
            await hearing.MissAsync(line, word.Away ?? CloudAway.Unreachable, cancellationToken);
            return;
        }

        var rhythm = await hearing.TakeAsync(line, word, cancellationToken);
        line.Heard(word.TakesCommands ? now + rhythm.Belief : DateTimeOffset.MinValue);
        line.AskAgain(now + rhythm.Pause);
    }
}
