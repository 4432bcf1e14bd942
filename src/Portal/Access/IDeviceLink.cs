using Portal.Client.Access;

namespace Portal.Access;

/// <summary>What Access needs of the socket to the devices; Gateway implements it.</summary>
internal interface IDeviceLink
{
    /// <summary>Whether the device has a live, signed-in connection to this portal now.</summary>
    bool IsConnected(DeviceId device);

    /// <summary>
    /// Hands a command to the device's live connection now, or not at all: nothing is queued for later (S07). True says only that it was
    /// handed over; what became of it is the device's word (S05).
    /// </summary>
    Task<bool> SendAsync(DeviceId device, DeviceCommand command, CancellationToken cancellationToken);
}
