using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>
/// Something that the device has to do now: a command of the portal, or the unlocking that a granted code is. It has been
/// found unexpired and new, and is noted durably before the device is asked to do it.
/// </summary>
public sealed record DeviceOrder
{
    /// <summary>Goes into <c>data.commandId</c> of every event that the order causes.</summary>
    public required string CommandId { get; init; }

    /// <summary>One of <see cref="CommandNames"/>.</summary>
    public required string Name { get; init; }

    /// <summary>Goes into <c>data.source</c>: <see cref="EventSources.Remote"/> or <see cref="EventSources.Keypad"/>.</summary>
    public required string Source { get; init; }

    /// <summary>How long an unlocked device waits for something to open before it locks again.</summary>
    public required TimeSpan OpenFor { get; init; }

    /// <summary>The device's clock must not be past this at the moment when something moves.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }
}
