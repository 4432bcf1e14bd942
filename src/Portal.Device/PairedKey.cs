using System.Security.Cryptography;
using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>Makes, reads and uses the private key of a pairing.</summary>
internal static class PairedKey
{
    /// <summary>A new P-256 key as PKCS #8, base64.</summary>
    public static string New()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    /// <summary>The caller disposes it.</summary>
    public static ECDsa Open(string privateKey)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(Convert.FromBase64String(privateKey), out _);
        return key;
    }

    /// <summary>A token that is good for an hour.</summary>
    public static string Token(this ECDsa key, DevicePairing pairing, DateTimeOffset now) =>
        DeviceToken.Create(key, pairing.DeviceId, pairing.Audience, now, TimeSpan.FromSeconds(GatewayLimits.TokenSeconds));

    /// <summary>How to ask for the next key of a pairing that has one.</summary>
    public static KeyRequest RequestOf(DevicePairing pairing, string nextPrivateKey, ECDsa present, DateTimeOffset now)
    {
        var confirmation = pairing.Confirmation ?? throw new InvalidOperationException("Nobody has confirmed this device yet.");
        using var next = Open(nextPrivateKey);
        var message = new KeyRotation
        {
            PublicKey = PublicKeyJwk.Of(next),
            LastSeq = pairing.NextLastSeq,
            Proof = KeyProof.Sign(next, pairing.DeviceId, confirmation.Epoch + 1, pairing.NextLastSeq),
        };
        var gateway = pairing.GatewayUrl;
        var address = new UriBuilder(gateway)
        {
            Scheme = gateway.Scheme is "wss" or "https" ? "https" : "http",
            Path = GatewayPaths.KeyOf(pairing.DeviceId),
            Query = "",
        };
        return new KeyRequest(address.Uri, message, [present.Token(pairing, now), next.Token(pairing, now)]);
    }
}
