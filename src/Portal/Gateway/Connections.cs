using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>The live connections of devices. One key has one: the newest stays (S21).</summary>
internal sealed class Connections(IHubContext<DeviceHub> hub, DeviceMeters meters, TimeProvider time) : IDeviceLink
{
    // One for each device that is signed in; the server bounds its connections.
    private readonly ConcurrentDictionary<DeviceId, DeviceConnection> _live = new();

    /// <inheritdoc/>
    public bool IsConnected(DeviceId device) => Find(device) is { IsConfirmed: true };

    /// <summary>The device's newest connection, confirmed or not; null when it has none.</summary>
    public DeviceConnection? Find(DeviceId device) => _live.GetValueOrDefault(device);

    /// <summary>Takes a connection in, and ends the one that the device had.</summary>
    public async Task<DeviceConnection> AddAsync(DeviceId device, HubCallerContext context)
    {
        var connection = new DeviceConnection(device, context, hub.Clients.Client(context.ConnectionId), meters.Of(device), time);
        DeviceConnection? older = null;
        _live.AddOrUpdate(
            device,
            connection,
            (_, before) =>
            {
                older = before;
                return connection;
            });
        if (older is not null)
            await older.EndAsync(Disconnecting.Replaced, context.ConnectionAborted);
        return connection;
    }

    public void Remove(DeviceConnection connection)
    {
        _live.TryRemove(KeyValuePair.Create(connection.Device, connection));
        connection.Dispose();
    }

    /// <inheritdoc/>
    public async Task<bool> SendAsync(DeviceId device, DeviceCommand command, CancellationToken cancellationToken)
    {
        if (Find(device) is not { IsConfirmed: true } connection)
            return false;
        await connection.SendAsync(GatewayMethods.Command, Message(command), cancellationToken);
        return true;
    }

    private static Command Message(DeviceCommand command) => new()
    {
        CommandId = command.Id.Value,
        Name = command.Name,
        ExpiresAt = Rfc3339.Format(command.ExpiresAt),
        Args = JsonSerializer.SerializeToElement(new { command.OpenSeconds }, GatewayJson.Options),
    };
}
