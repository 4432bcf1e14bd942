using System.Security.Cryptography;
using System.Text;

namespace Portal.Access;

/// <summary>The token of a driver link as it is stored: hashed, so that a stolen database opens nothing (S36).</summary>
internal static class DriverLink
{
    public static byte[] Hash(string token) => SHA256.HashData(Encoding.ASCII.GetBytes(token));

    /// <summary>Where a driver takes the link: the address that is shared or handed to the carrier.</summary>
    public static string PathOf(string token) => "/d/" + token;
}
