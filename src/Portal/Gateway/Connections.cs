using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using Portal.Access;
using Portal.Client;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>The live connections of devices. One key has one: the newest stays (S21).</summary>
internal sealed class Connections(IHubContext<DeviceHub> hub, DeviceMeters meters, TimeProvider time)
{
    // One for each device that is signed in, and at most one more that it overtook; the server bounds its connections.
    private readonly ConcurrentDictionary<DeviceId, DeviceConnection> _live = new();
    private readonly ConcurrentDictionary<DeviceId, DeviceConnection> _overtaken = new();

    /// <summary>How many lines are open, those included that were overtaken.</summary>
    public int Count => _live.Count + _overtaken.Count;

    /// <summary>Those that speak for their devices.</summary>
    public IEnumerable<DeviceConnection> Live => _live.Values;

    /// <summary>Whether a confirmed device has a live connection.</summary>
    public bool IsConnected(DeviceId device) => Find(device) is { IsConfirmed: true };

    /// <summary>The device's newest connection, confirmed or not; null when it has none.</summary>
    public DeviceConnection? Find(DeviceId device) => _live.GetValueOrDefault(device);

    /// <summary>Takes a connection in; it overtakes the one that the device had.</summary>
    public async Task<DeviceConnection> AddAsync(DeviceId device, DateTimeOffset tokenEnds, HubCallerContext context)
    {
        var connection = new DeviceConnection(device, tokenEnds, context, hub.Clients.Client(context.ConnectionId), meters.Of(device), time);
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
            await OvertakeAsync(older, context.ConnectionAborted);
        return connection;
    }

    /// <summary>Tells a device why its line ends, and ends every line that it has.</summary>
    public Task EndAsync(DeviceId device, string reason, CancellationToken cancellationToken)
    {
        _overtaken.GetValueOrDefault(device)?.Cut();
        return Find(device)?.EndAsync(reason, cancellationToken) ?? Task.CompletedTask;
    }

    public void Remove(DeviceConnection connection)
    {
        var own = KeyValuePair.Create(connection.Device, connection);
        _live.TryRemove(own);
        _overtaken.TryRemove(own);
        connection.Dispose();
    }

    /// <inheritdoc cref="IDeviceLink.SendAsync"/>
    public async Task<bool> SendAsync(DeviceId device, DeviceCommand command, CancellationToken cancellationToken)
    {
        if (Find(device) is not { IsConfirmed: true } connection)
            return false;
        await connection.SendAsync(GatewayMethods.Command, Message(command), cancellationToken);
        return true;
    }

    private async Task OvertakeAsync(DeviceConnection older, CancellationToken cancellationToken)
    {
        DeviceConnection? oldest = null;
        _overtaken.AddOrUpdate(
            older.Device,
            older,
            (_, before) =>
            {
                oldest = before;
                return older;
            });
        oldest?.Cut();
        await older.OvertakeAsync(cancellationToken);
    }

    private static Command Message(DeviceCommand command) => new()
    {
        CommandId = command.Id.Value,
        Name = command.Name,
        ExpiresAt = Rfc3339.Format(command.ExpiresAt),
        Args = JsonSerializer.SerializeToElement(new { command.OpenSeconds }, GatewayJson.Options),
    };
}
