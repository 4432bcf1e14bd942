using Portal.Access;
using Portal.Client;
using Portal.Device.Protocol;
using DeviceEvent = Portal.Access.DeviceEvent;

namespace Portal.Gateway.Clouds;

/// <summary>An event that a cloud's word makes: numbered by us, signed by nobody.</summary>
internal static class CloudEvent
{
    /// <param name="device">As it is known.</param>
    /// <param name="place">How many of the same word come before it.</param>
    /// <param name="kind">What happened.</param>
    /// <param name="at">When.</param>
    /// <param name="data">The JSON text of an object that names the cloud.</param>
    public static DeviceEvent Of(DeviceContext device, int place, string kind, DateTimeOffset at, string data)
    {
        var seq = device.HighestSeq + 1 + place;
        var happened = new Portal.Device.Protocol.DeviceEvent { Epoch = device.Epoch, Seq = seq, Kind = kind, At = Rfc3339.Format(at), Data = data };
        return new DeviceEvent
        {
            Epoch = device.Epoch,
            Seq = seq,
            Kind = kind,
            At = at,
            Data = data,
            CanonicalBytes = EventBytes.Of(device.Device.Value, happened),
        };
    }

    /// <summary>Nothing was observed later than now.</summary>
    public static DateTimeOffset NotAhead(DateTimeOffset? at, DateTimeOffset now) => at < now ? at.Value : now;
}
