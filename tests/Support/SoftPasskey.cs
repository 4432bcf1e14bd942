using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Portal.Tests.Support;

/// <summary>A phone's passkey in a test's hand: it makes and signs what a browser would (WebAuthn level 2, ES256, no attestation).</summary>
internal sealed class SoftPasskey : IDisposable
{
    private const byte UserPresentAndVerified = 0x05;
    private const byte HasKey = 0x40;

    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly byte[] _id = RandomNumberGenerator.GetBytes(32);
    private byte[] _user = [];
    private uint _count;

    /// <summary>The page that the browser was at when it signed.</summary>
    public required string Origin { get; init; }

    /// <summary>Answers the options for a new passkey.</summary>
    public string Make(string options)
    {
        var asked = JsonNode.Parse(options)!; // Options are an object.
        _user = Base64Url.DecodeFromChars((string?)asked["user"]?["id"]);
        var host = (string?)asked["rp"]?["id"] ?? "";
        var authenticator = Concat(Authenticator(host, (byte)(UserPresentAndVerified | HasKey)), new byte[16], Length16(_id), _id, CoseKey());
        var attestation = Concat([0xa3], Text("fmt"), Text("none"), Text("attStmt"), [0xa0], Text("authData"), Bytes(authenticator));
        return Credential(new
        {
            clientDataJSON = ClientData("webauthn.create", asked),
            attestationObject = Base64Url.EncodeToString(attestation),
            transports = new[] { "internal" },
        });
    }

    /// <summary>Answers the options for showing a passkey.</summary>
    public string Show(string options)
    {
        var asked = JsonNode.Parse(options)!; // Options are an object.
        var client = ClientData("webauthn.get", asked);
        var authenticator = Authenticator((string?)asked["rpId"] ?? "", UserPresentAndVerified);
        var signed = Concat(authenticator, SHA256.HashData(Base64Url.DecodeFromChars(client)));
        return Credential(new
        {
            clientDataJSON = client,
            authenticatorData = Base64Url.EncodeToString(authenticator),
            signature = Base64Url.EncodeToString(_key.SignData(signed, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)),
            userHandle = Base64Url.EncodeToString(_user),
        });
    }

    public void Dispose() => _key.Dispose();

    private string Credential(object response) => JsonSerializer.Serialize(new
    {
        id = Base64Url.EncodeToString(_id),
        rawId = Base64Url.EncodeToString(_id),
        type = "public-key",
        authenticatorAttachment = "platform",
        clientExtensionResults = new { },
        response,
    });

    private string ClientData(string type, JsonNode asked) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(
        new { type, challenge = (string?)asked["challenge"], origin = Origin, crossOrigin = false }));

    private byte[] Authenticator(string host, byte flags)
    {
        var data = new byte[37];
        SHA256.HashData(Encoding.UTF8.GetBytes(host)).CopyTo(data, 0);
        data[32] = flags;
        BinaryPrimitives.WriteUInt32BigEndian(data.AsSpan(33), _count++);
        return data;
    }

    // EC2, ES256, P-256, x and y (RFC 9053).
    private byte[] CoseKey()
    {
        var point = _key.ExportParameters(includePrivateParameters: false).Q;
        return Concat([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21], Bytes(point.X!), [0x22], Bytes(point.Y!)); // A point has both.
    }

    private static byte[] Length16(byte[] bytes) => [(byte)(bytes.Length >> 8), (byte)bytes.Length];

    // CBOR (RFC 8949) in its shortest form, as much of it as is needed here: texts to 23 bytes, and 24 to 255 bytes.
    private static byte[] Text(string text) => Concat([(byte)(0x60 | text.Length)], Encoding.UTF8.GetBytes(text));

    private static byte[] Bytes(byte[] bytes) => Concat([0x58, (byte)bytes.Length], bytes);

    private static byte[] Concat(params byte[][] parts) => [.. parts.SelectMany(part => part)];
}
