using System.Net;
using System.Net.Sockets;
using Portal.Client;

namespace Portal.Notifications;

/// <summary>
/// Where messages may be sent: https, at public addresses, looked at when the connection is made and not before, since a name may point
/// elsewhere by then (S34). A portal that is itself only on this machine may push to this machine, for trying out.
/// </summary>
internal sealed class PushDestinations(IHostEnvironment environment, PublicUrl publicUrl)
{
    private bool MayBeHere => environment.IsDevelopment() || publicUrl.Value.IsLoopback;

    /// <summary>Whether an endpoint may be kept at all; where its name leads is asked at each connection.</summary>
    public bool IsAllowed(Uri endpoint)
    {
        if (endpoint.IsLoopback)
            return MayBeHere && endpoint.Scheme is "http" or "https";
        return endpoint.Scheme == Uri.UriSchemeHttps
            && (!IPAddress.TryParse(endpoint.Host.Trim('[', ']'), out var address) || PublicAddress.IsPublic(address));
    }

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancellationToken);
        var allowed = addresses.Where(address => PublicAddress.IsPublic(address) || (MayBeHere && IPAddress.IsLoopback(address))).ToArray();
        if (allowed.Length == 0)
            throw new HttpRequestException("The push service has no public address.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
