using System.Threading.Channels;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>What wakes the speaker, and the results of commands that wait for it. Events wait on the disk, not here.</summary>
internal sealed class Outgoing
{
    // More commands than this do not wait for an answer: each lives 10 s. The oldest result gives way.
    private const int MostResults = 64;

    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<CommandResult> _results =
        Channel.CreateBounded<CommandResult>(new BoundedChannelOptions(MostResults) { FullMode = BoundedChannelFullMode.DropOldest });

    public void Wake() => _wake.Writer.TryWrite(true);

    public void Add(CommandResult result)
    {
        _results.Writer.TryWrite(result);
        Wake();
    }

    public bool TryPeek(out CommandResult? result) => _results.Reader.TryPeek(out result);

    public void Remove() => _results.Reader.TryRead(out _);

    /// <summary>Returns when something was added since the last time, or after <paramref name="atMost"/>.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(atMost, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timer.Token);
        try
        {
            await _wake.Reader.ReadAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over.
        }
    }
}
