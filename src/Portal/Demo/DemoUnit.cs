using Portal.Device;
using Portal.Device.Protocol;
using Portal.Device.Virtual;

namespace Portal.Demo;

/// <summary>One virtual device of the demo: from its pairing to the end, as it stands in its own folder.</summary>
internal sealed class DemoUnit : IAsyncDisposable
{
    private static readonly BodyTiming Timing = new() { Travel = TimeSpan.FromSeconds(6) };

    private readonly Action<DeviceNews> _news;
    private readonly TaskCompletionSource _confirmed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <param name="key">Names its folder.</param>
    /// <param name="profile">What it is.</param>
    /// <param name="spot">Where it stands.</param>
    /// <param name="folder">Of the demo.</param>
    /// <param name="time">Its clock.</param>
    /// <param name="news">Hears what happens.</param>
    public DemoUnit(string key, DeviceProfile profile, DemoSpot spot, DemoFolder folder, TimeProvider time, Action<DeviceNews> news)
    {
        _news = news;
        Spot = spot;
        Body = new VirtualDevice(new VirtualDeviceOptions
        {
            Directory = folder.Of(key),
            Profile = profile,
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

    public ValueTask DisposeAsync() => Body.DisposeAsync();

    private void Hear(DeviceNews news)
    {
        _news(news);
        if (news is DeviceNews.Confirmed)
            _confirmed.TrySetResult();
    }
}
