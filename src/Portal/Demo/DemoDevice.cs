using System.Threading.Channels;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Demo;
using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;

namespace Portal.Demo;

/// <summary>
/// A place of the demo, its virtual devices and the hands at them. What a driver does once it has opened goes on whoever looks at the panel, or
/// whether anybody does.
/// </summary>
internal sealed class DemoDevice : IAsyncDisposable
{
    private static readonly TimeSpan Reach = TimeSpan.FromSeconds(1.5);
    private static readonly TimeSpan Stow = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DemoPlaceSetup _setup;
    private readonly TimeProvider _time;

    // One visitor at a time: who comes meanwhile is told so.
    private readonly Channel<bool> _visits = Channel.CreateBounded<bool>(1);
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public DemoDevice(DemoPlaceSetup setup, DemoSpot spot, DemoFolder folder, TimeProvider time)
    {
        _setup = setup;
        _time = time;
        Unit = new DemoUnit(setup.Key, setup.Profile, spot, folder, time, _ => _news.Writer.TryWrite(true));
        if (setup.Beside is { } beside)
            Bell = new DemoUnit(setup.Key + "-" + beside.Name, beside, spot, folder, time, static _ => { });
    }

    public DemoSpot Spot => Unit.Spot;

    /// <summary>What opens here.</summary>
    public DemoUnit Unit { get; }

    public VirtualDevice Body => Unit.Body;

    /// <summary>The doorbell beside it, where there is one.</summary>
    public DemoUnit? Bell { get; }

    /// <summary>Somebody waits for it to give way, opens it, leaves a parcel, and shuts it unless they leave it open. False: somebody is there.</summary>
    public bool TryVisit(bool leavesOpen) => _visits.Writer.TryWrite(leavesOpen);

    /// <summary>Who comes is received until it is switched off.</summary>
    public async Task ReceiveAsync(CancellationToken cancellationToken)
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
            HasBell = Bell is not null,
            Faults = [.. Body.Faults, .. Bell?.Body.Faults ?? []],
            Untold = Body.Unacknowledged,
        };
    }

    public async ValueTask DisposeAsync()
    {
        await Unit.DisposeAsync();
        if (Bell is not null)
            await Bell.DisposeAsync();
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
}
