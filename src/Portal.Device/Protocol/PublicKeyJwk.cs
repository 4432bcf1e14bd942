using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Portal.Device.Protocol;

/// <summary>A device's public key as a JSON Web Key (RFC 7517, RFC 7518 §6.2): P-256 and nothing else.</summary>
public sealed record PublicKeyJwk
{
    private const int CoordinateBytes = 32;

    /// <summary>Always <c>EC</c>.</summary>
    public required string Kty { get; init; }

    /// <summary>Always <c>P-256</c>.</summary>
    public required string Crv { get; init; }

    /// <summary>The point's first coordinate: 32 bytes, base64url without padding.</summary>
    public required string X { get; init; }

    /// <summary>The point's second coordinate, likewise.</summary>
    public required string Y { get; init; }

    /// <summary>The public half of a P-256 key.</summary>
    public static PublicKeyJwk Of(ECDsa key)
    {
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        return new PublicKeyJwk { Kty = "EC", Crv = "P-256", X = Base64Url.EncodeToString(point.X), Y = Base64Url.EncodeToString(point.Y) };
    }

    /// <summary>The key, for verifying; false where this is not a P-256 key or its point is not on the curve. The caller disposes it.</summary>
    public bool TryOpen([NotNullWhen(true)] out ECDsa? key)
    {
        key = null;
        if (Kty != "EC" || Crv != "P-256" || !TryDecode(X, out var x) || !TryDecode(Y, out var y))
            return false;

        try
        {
            key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>The SHA-256 thumbprint of RFC 7638, base64url without padding.</summary>
    public string Thumbprint() => Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(
        $$"""{"crv":"{{Crv}}","kty":"{{Kty}}","x":"{{X}}","y":"{{Y}}"}""")));

    private static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = new byte[CoordinateBytes];
        return text.Length == Base64Url.GetEncodedLength(CoordinateBytes)
            && Base64Url.IsValid(text)
            && Base64Url.TryDecodeFromChars(text, bytes, out var written)
            && written == CoordinateBytes;
    }
}
