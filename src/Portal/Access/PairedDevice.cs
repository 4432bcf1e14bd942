namespace Portal.Access;

/// <summary>What a device is sent once its pairing was confirmed.</summary>
/// <param name="Epoch">The epoch of its event numbers.</param>
/// <param name="GrantKey">Base64url, 32 bytes; only for a device that declared <c>synced_grants</c>.</param>
/// <param name="OfflineSecret">Base64url, 32 bytes; only for a device that declared <c>offline_pin</c>.</param>
internal sealed record PairedDevice(int Epoch, string? GrantKey, string? OfflineSecret);
