using System.Threading.Channels;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Demo;
using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;

namespace Portal.Demo;

/// <summary>
/// A virtual device of the demo and the hands at it. What a driver does once it has opened goes on whoever looks at the panel, or
/// whether anybody does.
/// </summary>
internal sealed class DemoDevice : IAsyncDisposable
{
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Stow = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly BodyTiming Timing = new() { Travel = TimeSpan.FromSeconds(6) };

    private readonly DemoPlaceSetup _setup;
    private readonly TimeProvider _time;

    // One visitor at a time: who comes meanwhile is told so.
    private readonly Channel<bool> _visits = Channel.CreateBounded<bool>(1);
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly TaskCompletionSource _confirmed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public DemoDevice(DemoPlaceSetup setup, DemoSpot spot, DemoFolder folder, TimeProvider time)
    {
        _setup = setup;
        _time = time;
        Spot = spot;
        Body = new VirtualDevice(new VirtualDeviceOptions
        {
            Directory = folder.Of(setup.Key),
            Profile = setup.Profile,
            Latitude = DemoPlaces.Latitude,
            Longitude = DemoPlaces.Longitude,
            HeartbeatSeconds = GatewayLimits.ShortestHeartbeatSeconds,
            Timing = Timing,
            News = Hear,
            Time = time,
        });
        if (Body.IsConfirmed)
            _confirmed.SetResult();
    }

    public DemoSpot Spot { get; }

    public VirtualDevice Body { get; }

    /// <summary>Completes once an owner's confirmation has arrived; at once for a device that had it before.</summary>
    public Task Confirmed => _confirmed.Task;

    /// <summary>Alive until it is switched off.</summary>
    /// <returns>Why the portal does not want it any more; null when it was switched off.</returns>
    public async Task<string?> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var living = Body.RunAsync(stop.Token);
        var visited = ReceiveAsync(stop.Token);
        await Task.WhenAny(living, visited);
        await stop.CancelAsync();
        await visited;
        return await living;
    }

    /// <summary>Somebody waits for it to give way, opens it, leaves a parcel, and shuts it unless they leave it open. False: somebody is there.</summary>
    public bool TryVisit(bool leavesOpen) => _visits.Writer.TryWrite(leavesOpen);

    public async Task<DemoPlace> LookAsync(CancellationToken cancellationToken)
    {
        var status = await Body.ReadStatusAsync(cancellationToken);
        return new DemoPlace
        {
            Id = Spot.Id,
            Name = _setup.Draft.Name,
            Kind = _setup.Draft.Kind,
            Lock = Words.Parse<LockState>(status.Lock),
            Door = Words.Parse<DoorState>(Body.TrueDoor),
            BatteryPercent = status.BatteryPercent,
            IsCut = Body.IsCut,
            Faults = Body.Faults,
            Untold = Body.Unacknowledged,
        };
    }

    public ValueTask DisposeAsync() => Body.DisposeAsync();

    private async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var leavesOpen in _visits.Reader.ReadAllAsync(cancellationToken))
                await VisitAsync(leavesOpen, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Switched off.
        }
    }

    private async Task VisitAsync(bool leavesOpen, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await UntilAsync(status => status.Lock == LockWords.Unlocked || Body.TrueDoor != DoorWords.Closed, either.Token);
            if (_setup.Profile.SecuredByLock)
            {
                await Task.Delay(Reach, _time, either.Token);
                await Body.OpenLidAsync(either.Token);
            }

            // With their own eyes: a contact may lie.
            await UntilAsync(_ => Body.TrueDoor == DoorWords.Open, either.Token);
            if (leavesOpen)
                return;
            await Task.Delay(Stow, _time, either.Token);
            await Body.CloseLidAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // It did not open: the driver went on.
        }
    }

    private async Task UntilAsync(Func<DeviceStatus, bool> isSo, CancellationToken cancellationToken)
    {
        while (!isSo(await Body.ReadStatusAsync(cancellationToken)))
            await _news.Reader.ReadAsync(cancellationToken);
    }

    private void Hear(DeviceNews news)
    {
        _news.Writer.TryWrite(true);
        if (news is DeviceNews.Confirmed)
            _confirmed.TrySetResult();
    }
}
