using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Portal.Notifications;

/// <summary>Where a browser takes messages, and with which keys they are encrypted for it alone.</summary>
/// <param name="Endpoint">At its push service: whoever has it can knock there.</param>
/// <param name="PublicKey">The browser's P-256 point, 65 bytes.</param>
/// <param name="AuthSecret">16 bytes.</param>
internal sealed record PushKeys(Uri Endpoint, byte[] PublicKey, byte[] AuthSecret)
{
    public const int PublicKeyBytes = 65;
    public const int AuthSecretBytes = 16;
    private const int LongestEndpoint = 1024;

    /// <summary>Reads what a browser says; null when it is none of the form, or its point lies on no curve.</summary>
    public static PushKeys? Parse(string? endpoint, string? publicKey, string? authSecret)
    {
        if (endpoint is null or { Length: > LongestEndpoint }
            || !Uri.TryCreate(endpoint, UriKind.Absolute, out var address)
            || address.UserInfo.Length > 0
            || Decode(publicKey, PublicKeyBytes) is not { } point
            || Decode(authSecret, AuthSecretBytes) is not { } secret
            || !IsPoint(point))
            return null;
        return new PushKeys(address, point, secret);
    }

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(new Stored(Endpoint.AbsoluteUri, PublicKey, AuthSecret));

    public static PushKeys FromJson(byte[] json) =>
        JsonSerializer.Deserialize<Stored>(json) is { } stored
            ? new PushKeys(new Uri(stored.Endpoint), stored.PublicKey, stored.AuthSecret)
            : throw new JsonException("No push keys.");

    /// <summary>The key of the browser, for agreeing on a secret with it.</summary>
    public ECDiffieHellman ImportPublicKey() => Import(PublicKey);

    private static byte[]? Decode(string? text, int bytes) =>
        text is not null && text.Length <= bytes * 2 && Base64Url.IsValid(text, out var length) && length == bytes ? Base64Url.DecodeFromChars(text) : null;

    private static bool IsPoint(byte[] point)
    {
        if (point[0] != 4)
            return false;
        try
        {
            Import(point).Dispose();
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static ECDiffieHellman Import(byte[] point) => ECDiffieHellman.Create(new ECParameters
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = point[1..33], Y = point[33..] },
    });

    private sealed record Stored(string Endpoint, byte[] PublicKey, byte[] AuthSecret);
}
