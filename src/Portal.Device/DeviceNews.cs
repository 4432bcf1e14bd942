using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>Something that a device's maker may want to log or show.</summary>
public abstract record DeviceNews
{
    private DeviceNews()
    {
    }

    /// <summary>Signed in.</summary>
    public sealed record Connected : DeviceNews;

    /// <summary>The line is gone, or could not be had; the next attempt comes by itself.</summary>
    /// <param name="Reason">One sentence.</param>
    public sealed record Disconnected(string Reason) : DeviceNews;

    /// <summary>A heartbeat was answered.</summary>
    /// <param name="Said">What the device said.</param>
    /// <param name="Answer">What the portal answered.</param>
    public sealed record Beat(Heartbeat Said, HeartbeatAnswer Answer) : DeviceNews;

    /// <summary>The owner confirmed the pairing. Report how the device stands: the portal knows nothing yet.</summary>
    /// <param name="Epoch">The epoch of the events from now on.</param>
    public sealed record Confirmed(long Epoch) : DeviceNews;

    /// <summary>The portal does not know this device any more: everything is forgotten.</summary>
    /// <param name="Reason"><c>refused</c> or <c>released</c>.</param>
    public sealed record Dismissed(string Reason) : DeviceNews;

    /// <summary>An event is kept and will be sent.</summary>
    /// <param name="Event">The event.</param>
    public sealed record Kept(DeviceEvent Event) : DeviceNews;

    /// <summary>The portal has stored everything up to this number.</summary>
    /// <param name="UpTo">The last of them.</param>
    public sealed record Acknowledged(EventNumber UpTo) : DeviceNews;

    /// <summary>The portal will never take an event; it is left out.</summary>
    /// <param name="Number">Which one.</param>
    /// <param name="Error">Why.</param>
    public sealed record Dropped(EventNumber Number, GatewayError Error) : DeviceNews;

    /// <summary>The portal knows that its newest list of codes for use without a line is held.</summary>
    /// <param name="Version">Which list.</param>
    public sealed record Synced(long Version) : DeviceNews;

    /// <summary>A command was answered.</summary>
    /// <param name="Name">What was asked.</param>
    /// <param name="Result">What became of it.</param>
    public sealed record Answered(string Name, CommandResult Result) : DeviceNews;
}
