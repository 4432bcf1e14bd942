using System.Buffers.Text;
using System.Security.Cryptography;

namespace Portal.Device.Protocol;

/// <summary>
/// The signature over <see cref="EventBytes"/>: ES256 (RFC 7518 §3.4), 64 bytes r‖s, base64url without padding (RFC 4648 §5).
/// </summary>
public static class EventSignature
{
    private const int Length = 86;

    /// <summary>Signs with the device's P-256 key.</summary>
    public static string Sign(ECDsa key, ReadOnlySpan<byte> eventBytes) =>
        Base64Url.EncodeToString(key.SignData(eventBytes, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));

    /// <summary>Whether this key signed these bytes. Text that is no signature is simply not one.</summary>
    public static bool Verify(ECDsa key, ReadOnlySpan<byte> eventBytes, string? signature)
    {
        Span<byte> raw = stackalloc byte[64];
        return signature is { Length: Length }
            && Base64Url.IsValid(signature)
            && Base64Url.TryDecodeFromChars(signature, raw, out var written)
            && written == raw.Length
            && key.VerifyData(eventBytes, raw, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
