using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Portal.Device.Protocol;

namespace Portal.Access;

/// <summary>
/// The two secrets for codes that a device judges by itself: made per device when its pairing is confirmed, only where it can use them,
/// and stored sealed by a key outside the database (S21, S36).
/// </summary>
internal sealed class DeviceSecrets(IDataProtectionProvider protection)
{
    private const int SecretBytes = 32;
    private readonly IDataProtector _seal = protection.CreateProtector("Portal.Access.DeviceSecrets");

    /// <summary>New secrets, sealed; null where the device did not declare the capability.</summary>
    public SealedSecrets Make(IReadOnlyCollection<string> capabilities) => new(
        capabilities.Contains(Capabilities.SyncedGrants) ? NewSealed() : null,
        capabilities.Contains(Capabilities.OfflinePin) ? NewSealed() : null);

    /// <summary>What the device is sent.</summary>
    public PairedDevice Open(int epoch, SealedSecrets secrets) => new(epoch, Open(secrets.GrantKey), Open(secrets.OfflineSecret));

    /// <summary>One secret, to compute with.</summary>
    public byte[] Unseal(byte[] secret) => _seal.Unprotect(secret);

    private byte[] NewSealed() => _seal.Protect(RandomNumberGenerator.GetBytes(SecretBytes));

    private string? Open(byte[]? secret) => secret is null ? null : Base64Url.EncodeToString(Unseal(secret));
}

/// <summary>The secrets of one device as they stand in the database.</summary>
internal sealed record SealedSecrets(byte[]? GrantKey, byte[]? OfflineSecret);
