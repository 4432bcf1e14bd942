using System.Net;
using System.Net.Sockets;

namespace Portal.Client;

/// <summary>
/// Which addresses are out in the world (S34): whoever names an address for the portal to call must not reach this machine, its network or
/// anything that stands for them.
/// </summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic = Parse(
        "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
        "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4");

    /// <summary>Of the new addresses only those that are given out, and of these not what wraps an old one or is for examples.</summary>
    private static readonly IPNetwork GivenOut = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublicOfThese = Parse("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

    public static bool IsPublic(IPAddress address)
    {
        var bare = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return bare.AddressFamily == AddressFamily.InterNetwork
            ? !Array.Exists(NotPublic, network => network.Contains(bare))
            : GivenOut.Contains(bare) && !Array.Exists(NotPublicOfThese, network => network.Contains(bare));
    }

    private static IPNetwork[] Parse(params string[] networks) => Array.ConvertAll(networks, network => IPNetwork.Parse(network));
}
