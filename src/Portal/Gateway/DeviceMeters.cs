using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Portal.Access;
using Portal.Client.Access;

namespace Portal.Gateway;

/// <summary>The meters of the devices that have signed in since the start, so that a new connection does not begin anew.</summary>
internal sealed class DeviceMeters(IOptions<GatewayOptions> options, TimeProvider time) : IDeviceRefusals
{
    /// <summary>At most so many; then those that have not been used for long give way, and their refusals are forgotten.</summary>
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<DeviceId, DeviceMeter> _meters = new();

    public DeviceMeter Of(DeviceId device)
    {
        if (_meters.Count >= Most)
            ForgetFull();
        return _meters.GetOrAdd(device, _ => new DeviceMeter(options.Value, time));
    }

    /// <inheritdoc/>
    public long CountOf(DeviceId device) => _meters.TryGetValue(device, out var meter) ? meter.Refused : 0;

    private void ForgetFull()
    {
        foreach (var (device, meter) in _meters)
        {
            if (meter.IsFull)
                _meters.TryRemove(device, out _);
        }
    }
}
