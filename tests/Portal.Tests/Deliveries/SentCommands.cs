using System.Collections.Concurrent;
using Portal.Access;
using Portal.Client.Access;

namespace Portal.Tests.Deliveries;

/// <summary>A line to devices that is always there and keeps what was sent.</summary>
internal sealed class SentCommands : IDeviceLink
{
    private readonly ConcurrentQueue<(DeviceId Device, string Name)> _sent = new();

    public IReadOnlyCollection<(DeviceId Device, string Name)> Sent => _sent;

    public bool IsConnected(DeviceId device) => true;

    public Task<bool> SendAsync(DeviceId device, DeviceCommand command, CancellationToken cancellationToken)
    {
        _sent.Enqueue((device, command.Name));
        return Task.FromResult(true);
    }

    public Task SendPairedAsync(DeviceId device, PairedDevice paired, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task DisconnectAsync(DeviceId device, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
