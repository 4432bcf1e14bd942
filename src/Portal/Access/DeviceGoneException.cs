using Portal.Client.Access;

namespace Portal.Access;

/// <summary>The device is no longer paired: its connection is about to be closed.</summary>
internal sealed class DeviceGoneException(DeviceId device) : Exception("Device " + device + " is not paired, or no longer.");
