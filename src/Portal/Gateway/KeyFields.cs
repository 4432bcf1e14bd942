using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>Reads a public key out of a message.</summary>
internal static class KeyFields
{
    /// <summary>Stands where a key was refused, and is never used.</summary>
    public static PublicKeyJwk None { get; } = new() { Kty = "", Crv = "", X = "", Y = "" };

    public static PublicKeyJwk Read(MessageFields fields)
    {
        var key = new PublicKeyJwk { Kty = fields.Text("kty"), Crv = fields.Text("crv"), X = fields.Text("x"), Y = fields.Text("y") };
        if (key.TryOpen(out var opened))
            opened.Dispose();
        else
            fields.Refuse("x", "send a point on P-256 as a JSON Web Key: kty EC, crv P-256, x and y of 32 bytes each.");
        return key;
    }
}
