using Portal.Access;
using Portal.Client.Access;
using Portal.Gateway.Clouds;

namespace Portal.Gateway;

/// <summary>The way to a device: through its maker's cloud where that speaks for it, else over its own connection.</summary>
internal sealed class DeviceLinks(Connections connections, CloudLines lines, CloudCommands commands, TimeProvider time) : IDeviceLink
{
    public bool IsConnected(DeviceId device) =>
        lines.Find(device) is { } line ? line.IsHeard(time.GetUtcNow()) : connections.IsConnected(device);

    public Task<bool> SendAsync(DeviceId device, DeviceCommand command, CancellationToken cancellationToken) =>
        lines.Find(device) is { } line
            ? commands.SendAsync(line, command, cancellationToken)
            : connections.SendAsync(device, command, cancellationToken);
}
