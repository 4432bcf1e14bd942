using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>With which the portal says at push services that a message is its own (RFC 8292): P-256, made at its first use, kept in the keys' folder.</summary>
internal sealed class VapidKey : IDisposable
{
    private const string FileName = "push-vapid-key.pem";

    /// <summary>How long one token may be used; a day is the most that is allowed.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(12);

    private static readonly string Header = Base64Url.EncodeToString("""{"typ":"JWT","alg":"ES256"}"""u8);
    private readonly ECDsa _key;

    private VapidKey(ECDsa key)
    {
        _key = key;
        var point = key.ExportParameters(includePrivateParameters: false).Q;
        PublicKey = Base64Url.EncodeToString([4, .. point.X ?? [], .. point.Y ?? []]);
    }

    /// <summary>The 65 bytes of the point in base64url: what browsers ask for when they subscribe.</summary>
    public string PublicKey { get; }

    public static VapidKey LoadOrMake(KeyFolder folder) => new(SigningKeyFile.LoadOrMake(folder, FileName));

    /// <summary>The value of <c>Authorization</c> for one push service.</summary>
    /// <param name="endpoint">Where the message goes.</param>
    /// <param name="contact">Whom its people may ask about the portal: a <c>mailto:</c> or <c>https:</c> address.</param>
    /// <param name="now">The time of the call.</param>
    public string Authorize(Uri endpoint, string contact, DateTimeOffset now)
    {
        var claims = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["aud"] = endpoint.GetLeftPart(UriPartial.Authority),
            ["exp"] = (now + Lasts).ToUnixTimeSeconds(),
            ["sub"] = contact,
        });
        var signed = $"{Header}.{Base64Url.EncodeToString(claims)}";
        var signature = _key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        return $"vapid t={signed}.{Base64Url.EncodeToString(signature)}, k={PublicKey}";
    }

    public void Dispose() => _key.Dispose();
}
