using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Client.Access;

namespace Portal.Access;

/// <summary>
/// Derives what proves a grant from a key outside the database; nothing derived is stored (S12). The code's formula is that of
/// interfaces.md, Codes; the link's token is made the same way, 128 bits, so that <c>access</c> can be asked again.
/// </summary>
internal sealed class GrantSecrets(byte[] codeKey)
{
    private const int TokenBytes = 16;
    private const ulong CodeModulus = 100_000_000;

    /// <summary>Eight digits.</summary>
    public string Code(GrantId grant, int generation)
    {
        var number = BinaryPrimitives.ReadUInt64BigEndian(Mac("portal/code/v1", grant, generation)) % CodeModulus;
        return number.ToString("D8", CultureInfo.InvariantCulture);
    }

    /// <summary>128 bits, base64url.</summary>
    public string LinkToken(GrantId grant, int generation) =>
        Base64Url.EncodeToString(Mac("portal/driver-link/v1", grant, generation).AsSpan(0, TokenBytes));

    private byte[] Mac(string purpose, GrantId grant, int generation) =>
        HMACSHA256.HashData(codeKey, Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{purpose}\n{grant}\n{generation}")));
}
