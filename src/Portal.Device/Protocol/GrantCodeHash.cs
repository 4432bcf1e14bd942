using System.Security.Cryptography;
using System.Text;

namespace Portal.Device.Protocol;

/// <summary>
/// A grant's code as a device knows it: enough to recognise it, not enough to make it. HMAC-SHA256 under the device's grant key over
/// <c>portal/grant-code/v1</c>, U+000A, the grant's id, U+000A, the code; in hex.
/// </summary>
public static class GrantCodeHash
{
    /// <summary>The hash of a code for one grant and one device.</summary>
    public static string Of(ReadOnlySpan<byte> grantKey, string grantId, string code) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(grantKey, Encoding.UTF8.GetBytes($"portal/grant-code/v1\n{grantId}\n{code}")));

    /// <summary>Compares in constant time, whatever was typed.</summary>
    public static bool Matches(string codeHash, ReadOnlySpan<byte> grantKey, string grantId, string code) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(codeHash), Encoding.UTF8.GetBytes(Of(grantKey, grantId, code)));
}
