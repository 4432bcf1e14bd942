using Portal.Client.Access;

namespace Portal.Access;

/// <summary>How many messages of a device were refused; Gateway, which refuses them, counts.</summary>
internal interface IDeviceRefusals
{
    /// <summary>Since the portal started.</summary>
    long CountOf(DeviceId device);
}
