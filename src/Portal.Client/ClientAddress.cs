using System.Net;
using System.Net.Sockets;

namespace Portal.Client;

/// <summary>Where a request came from, as limits count it: an IPv4 address whole, of an IPv6 address the /64 that one subscriber has.</summary>
public static class ClientAddress
{
    public static string Of(IPAddress? address) => address switch
    {
        null => "none",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => new IPAddress([.. address.GetAddressBytes().AsSpan(0, 8), .. new byte[8]]) + "/64",
        _ => address.ToString(),
    };
}
