using System.Collections.Concurrent;
using Portal.Access;
using Portal.Client.Access;

namespace Portal.Gateway.Clouds;

/// <summary>
/// Asks makers' clouds about the devices for which they speak, each in its own rhythm. What is not answered grows old by itself (S02). A maker
/// that gives no answer holds up nobody else's devices: in an opening that would be a false alarm (S06).
/// </summary>
internal sealed class CloudPolls(CloudLines lines, CloudHearing hearing, CloudUses uses, TimeProvider time, ILogger<CloudPolls> logger) : BackgroundService
{
    /// <summary>Questions to one maker at a time.</summary>
    private const int AtOnce = 16;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    /// <summary>Where it is not even known how it is to be asked.</summary>
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    private readonly SemaphoreSlim _look = new(1);

    // One for each maker, and one for each device that a maker speaks for.
    private readonly ConcurrentDictionary<CloudMaker, SemaphoreSlim> _turns = new();
    private readonly ConcurrentDictionary<DeviceId, Task> _asking = new();

    /// <summary>Asks about everything that is due now, and waits for every answer.</summary>
    public async Task PollDueAsync(CancellationToken cancellationToken)
    {
        await BeginDueAsync(cancellationToken);
        await Task.WhenAll(_asking.Values);
    }

    public override void Dispose()
    {
        _look.Dispose();
        foreach (var turn in _turns.Values)
            turn.Dispose();
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
            await BeginDueAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The top of the loop: what was not heard is unknown before long.
            logger.PollsFailed(exception);
        }
    }

    /// <summary>One look at a time, and one question about a device: its word is taken in by one.</summary>
    private async Task BeginDueAsync(CancellationToken cancellationToken)
    {
        await _look.WaitAsync(cancellationToken);
        try
        {
            await lines.LoadAsync(cancellationToken);
            foreach (var (device, answered) in _asking.Where(one => one.Value.IsCompleted))
                _asking.TryRemove(new KeyValuePair<DeviceId, Task>(device, answered));
            foreach (var line in lines.Due(time.GetUtcNow()).Where(line => !_asking.ContainsKey(line.Device)))
                _asking[line.Device] = AskAsync(line, cancellationToken);
        }
        finally
        {
            _look.Release();
        }
    }

    private async Task AskAsync(CloudLine line, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(line.Cloud.Maker, _ => new SemaphoreSlim(AtOnce));
        await turn.WaitAsync(cancellationToken);
        try
        {
            await PollAsync(line, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The top of one question, as above.
            logger.PollsFailed(exception);
        }
        finally
        {
            turn.Release();
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
