using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Device.Protocol;

/// <summary>
/// Six digits that device and owner compare before the pairing is confirmed, so that nobody can slip another key in between.
/// SHA-256 over UTF-8 <c>portal/pair/v1</c>, U+000A, the code in capitals without dash, U+000A, the RFC 7638 thumbprint
/// of the key in base64url; its first 4 bytes, big-endian, mod 10⁶.
/// </summary>
public static class PairingCheckNumber
{
    /// <summary>The number for a normalised code (<see cref="PairingCode.TryNormalise"/>) and the key that claimed it.</summary>
    public static string Of(string code, PublicKeyJwk publicKey)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"portal/pair/v1\n{code}\n{publicKey.Thumbprint()}"));
        return (BinaryPrimitives.ReadUInt32BigEndian(hash) % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }
}
