using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Device.Protocol;

/// <summary>
/// Shows that whoever asks for a new key has it: an ES256 signature (as <see cref="EventSignature"/>) by the new key over the UTF-8 bytes of
/// the five lines <c>portal/key/v1</c>, device id, new epoch, last number of the old one, RFC 7638 thumbprint of the new key, joined by U+000A.
/// </summary>
public static class KeyProof
{
    /// <summary>What is signed.</summary>
    public static byte[] BytesOf(string deviceId, long epoch, long lastSeq, PublicKeyJwk publicKey) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"portal/key/v1\n{deviceId}\n{epoch}\n{lastSeq}\n{publicKey.Thumbprint()}"));

    /// <summary>Signs with the new key.</summary>
    public static string Sign(ECDsa key, string deviceId, long epoch, long lastSeq) =>
        EventSignature.Sign(key, BytesOf(deviceId, epoch, lastSeq, PublicKeyJwk.Of(key)));
}
