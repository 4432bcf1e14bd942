using System.Security.Cryptography;
using System.Text;
using Portal.Client.Access;
using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>
/// The one code of a grant: the PIN that its device can judge by itself, where it was given one, and the ordinary eight digits otherwise.
/// Derived at each call and never stored (S12).
/// </summary>
internal sealed class GrantCodes(GrantSecrets secrets, DeviceSecrets devices)
{
    public string Of(GrantRow grant) => PinOf(grant) is { } pin ? pin : secrets.Code(grant.Id, grant.CodeGeneration);

    /// <summary>Compares in constant time, whatever was typed.</summary>
    public bool IsCode(string typed, GrantRow grant) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(typed), Encoding.ASCII.GetBytes(Of(grant)));

    /// <summary>The code as a device knows it.</summary>
    public string Hash(GrantRow grant, byte[] sealedGrantKey) => GrantCodeHash.Of(devices.Unseal(sealedGrantKey), grant.Id.Value, Of(grant));

    public string LinkToken(GrantId grant, int generation) => secrets.LinkToken(grant, generation);

    // A device that was let go has no secret any more, and its PINs are no codes.
    private string? PinOf(GrantRow grant) =>
        grant is { PinCounter: { } counter, SealedPinSecret: { } secret } && OfflinePin.Of(grant.NotBefore, grant.NotAfter, (byte)counter) is { } pin
            ? pin.Code(devices.Unseal(secret))
            : null;
}
