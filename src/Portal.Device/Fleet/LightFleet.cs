using System.Globalization;
using Portal.Device.Protocol;

namespace Portal.Device.Fleet;

/// <summary>Thousands of light devices in one process, and what can be done to all of them at once.</summary>
internal sealed class LightFleet : IDisposable
{
    private static readonly string[] Said = [EventKinds.Locked, EventKinds.DoorClosed, EventKinds.Battery];

    private readonly SocketsHttpHandler _handler = new() { UseCookies = false, UseProxy = false, ConnectTimeout = TimeSpan.FromSeconds(10) };
    private readonly HttpMessageInvoker _network;
    private readonly NetworkSwitch _cable = new();
    private readonly List<LightDevice> _devices;

    public LightFleet(IReadOnlyList<FleetMember> members, TimeProvider time)
    {
        _network = new HttpMessageInvoker(_handler);
        Tally = new FleetTally(time) { Devices = members.Count };
        _devices = [.. members.Select(member => new LightDevice(member, Tally, _network, time))];
    }

    public FleetTally Tally { get; }

    /// <summary>The fleet's file as it would be written now.</summary>
    public IEnumerable<FleetMember> Members => _devices.Select(device => device.Member);

    /// <summary>All of them live until they are switched off.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_devices.Select(device => Task.Run(() => device.RunAsync(_cable, cancellationToken), CancellationToken.None)));

    /// <summary>Each reports so many events: locked, closed, and the battery's charge, in turn.</summary>
    public void Report(int events)
    {
        foreach (var device in _devices)
        {
            for (var i = 0; i < events; i++)
            {
                var kind = Said[i % Said.Length];
                device.Report(kind, kind == EventKinds.Battery ? new { percent = 80 } : null);
            }
        }
    }

    /// <summary>Every line breaks at once; each device connects again as it would.</summary>
    public void Drop()
    {
        Tally.Begin();
        foreach (var device in _devices)
            device.Drop();
    }

    /// <summary>Every line breaks, and none can be had until <see cref="Restore"/>.</summary>
    public void Cut()
    {
        _cable.Cut();
        Drop();
    }

    public void Restore()
    {
        Tally.Begin();
        _cable.Restore();
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"status devices={Tally.Devices} online={Tally.Online} connects={Tally.Connects} made={Tally.Made} acknowledged={Tally.Acknowledged} dropped={Tally.Dropped}");

    public void Dispose()
    {
        foreach (var device in _devices)
            device.Dispose();
        _network.Dispose();
        _handler.Dispose();
    }
}
