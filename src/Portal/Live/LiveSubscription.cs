using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.SignalR;
using Portal.Client;
using Portal.Client.Access;

namespace Portal.Live;

/// <summary>
/// One program that listens on <c>/live</c>. A ring makes it read what is new and send that; rings in between melt into one. A slow
/// program slows only itself, and nothing waits in memory for it but one ring.
/// </summary>
internal sealed class LiveSubscription(LiveCaller caller, IClientProxy client, TimeProvider time, ILogger logger, Action abort)
    : IAsyncDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _rings =
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly CancellationTokenSource _ended = new();

    // One for each access point of the person's.
    private readonly Dictionary<AccessPointId, AccessPointState> _sent = [];
    private IDisposable? _feed;
    private Task _run = Task.CompletedTask;
    private long _position;

    /// <summary>Subscribes, reads where the ledger stands, and tells from there on.</summary>
    public async Task BeginAsync(CancellationToken cancellationToken)
    {
        _feed = await caller.SubscribeAsync(() => _rings.Writer.TryWrite(true), cancellationToken);
        _position = await caller.NewestAsync(cancellationToken);
        _run = RunAsync(_ended.Token);
    }

    public async ValueTask DisposeAsync()
    {
        _feed?.Dispose();
        await _ended.CancelAsync();
        await _run;
        _ended.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await SendStatesAsync(cancellationToken);
            while (true)
            {
                await WaitAsync(cancellationToken);
                await SendEventsAsync(cancellationToken);
                await SendStatesAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The connection has ended.
        }
        catch (Exception exception)
        {
            // The top of the loop: the program connects again and resumes from where it was.
            logger.SubscriptionFailed(exception);
            abort();
        }
    }

    /// <summary>Until something rings, or what was sent is to be believed no longer: heartbeats extend that without a ring.</summary>
    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ring = _rings.Reader.ReadAsync(either.Token).AsTask();
        await Task.WhenAny(ring, Task.Delay(UntilDoubt(), time, either.Token));
        await either.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private TimeSpan UntilDoubt()
    {
        if (_sent.Values.Min(state => state.BelievedUntil) is not { } until)
            return Timeout.InfiniteTimeSpan;
        var wait = until - time.GetUtcNow();
        return wait < ShortestWait ? ShortestWait : wait;
    }

    private async Task SendEventsAsync(CancellationToken cancellationToken)
    {
        EventPage page;
        do
        {
            page = await caller.EventsAfterAsync(_position, cancellationToken);
            foreach (var one in page.Events)
                await SendAsync(one, cancellationToken);
        }
        while (page.Next is not null);
    }

    private async Task SendAsync(AccessEvent one, CancellationToken cancellationToken)
    {
        await SendAsync("AccessEvent", one, cancellationToken);
        if (LiveStory.DeliveryOf(one) is { } delivery)
            await SendAsync("DeliveryChanged", delivery, cancellationToken);
        if (LiveStory.AlertOf(one) is { } alert)
            await SendAsync("AlertChanged", alert, cancellationToken);
        _position = one.Position;
    }

    private async Task SendStatesAsync(CancellationToken cancellationToken)
    {
        foreach (var state in await caller.StatesAsync(cancellationToken))
        {
            if (_sent.TryGetValue(state.AccessPointId, out var before) && before with { Position = state.Position } == state)
                continue;
            await SendAsync("AccessPointState", state, cancellationToken);
            _sent[state.AccessPointId] = state;
        }
    }

    private Task SendAsync<T>(string method, T message, CancellationToken cancellationToken) =>
        client.SendAsync(method, JsonSerializer.SerializeToElement(message, PortalJson.Options), cancellationToken);
}
