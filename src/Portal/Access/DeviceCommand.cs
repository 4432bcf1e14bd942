using Portal.Client.Access;

namespace Portal.Access;

/// <summary>A command to a device: absolute, never toggling, and dead after <see cref="ExpiresAt"/> (S07).</summary>
/// <param name="Id">The device answers a repeated id and does nothing again.</param>
/// <param name="Name">One of <c>Portal.Device.Protocol.CommandNames</c>.</param>
/// <param name="ExpiresAt">On the device's clock; 10 s after issue for unlock and open.</param>
/// <param name="OpenSeconds">For unlock: seconds after which the device locks again if nothing opened.</param>
internal sealed record DeviceCommand(CommandId Id, string Name, DateTimeOffset ExpiresAt, int? OpenSeconds);
