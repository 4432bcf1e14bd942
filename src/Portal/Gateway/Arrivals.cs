using Microsoft.AspNetCore.SignalR;
using Portal.Access;
using Portal.Client.Access;
using Portal.Device.Protocol;
using Portal.Ledger;

namespace Portal.Gateway;

/// <summary>Begins the connection of a device that has just signed in, and tells it when an owner has confirmed it.</summary>
internal sealed class Arrivals(
    Connections connections, PairingClaims claims, OfflineNews offline, LedgerKey key, LedgerOrigin origin)
{
    /// <summary>The connection, ready for messages; one that lost its right in this moment hears none and ends.</summary>
    public async Task<DeviceConnection> BeginAsync(DeviceId device, DateTimeOffset tokenEnds, HubCallerContext context)
    {
        // In this order: what is decided about the device from here on reaches the connection, what was before stands in its row.
        var connection = await connections.AddAsync(device, tokenEnds, context);
        try
        {
            await BeginAsync(connection, context);
            return connection;
        }
        catch
        {
            // Nobody tells the hub of the end of a connection that has not begun.
            connections.Remove(connection);
            throw;
        }
    }

    public void End(DeviceConnection connection) => connections.Remove(connection);

    /// <summary>Sends <c>Paired</c> to a confirmed device that has not shown yet that it knows; once on this connection.</summary>
    public async Task TellAsync(DeviceConnection connection, CancellationToken cancellationToken)
    {
        if (await claims.FindUntoldAsync(connection.Device, cancellationToken) is not { } paired || !connection.Confirm())
            return;
        var message = new Paired
        {
            Epoch = paired.Epoch,
            GrantKey = paired.GrantKey,
            OfflineSecret = paired.OfflineSecret,
            PortalKey = new VerifierKey(origin.Value, key.PublicKey).ToString(),
        };
        await connection.SendAsync(GatewayMethods.Paired, message, cancellationToken);
    }

    private async Task BeginAsync(DeviceConnection connection, HubCallerContext context)
    {
        if (await claims.FindAsync(connection.Device, context.ConnectionAborted) is { } enrolled)
        {
            connection.Begin(enrolled);
            await TellAsync(connection, context.ConnectionAborted);
            await offline.TellAsync(connection, context.ConnectionAborted);
        }
        else if (await claims.IsForgottenAsync(connection.Device, context.ConnectionAborted))
            await connection.EndAsync(Disconnecting.Refused, context.ConnectionAborted);
        else if (await claims.IsReleasedAsync(connection.Device, context.ConnectionAborted))
            await connection.EndAsync(Disconnecting.Released, context.ConnectionAborted);
        else
            context.Abort();
    }
}
