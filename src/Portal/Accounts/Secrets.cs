using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Accounts;

/// <summary>Tokens that are shown once and kept only as a hash (S36). They are random, so a plain hash is enough.</summary>
internal static class Secrets
{
    /// <summary>A new token of 256 random bits in base64url.</summary>
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>128 bits, for an address that people have to handle.</summary>
    public static string NewShort() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
