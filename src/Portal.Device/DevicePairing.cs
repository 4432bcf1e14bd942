using Portal.Device.Protocol;

namespace Portal.Device;

/// <summary>Who this device is, in one file, so that key and name can never come apart.</summary>
internal sealed record DevicePairing
{
    /// <summary>PKCS #8 of the P-256 key, base64. It never leaves the device.</summary>
    public required string PrivateKey { get; init; }

    /// <summary>The key that is to take its place, likewise, while a change of key is under way.</summary>
    public string? NextPrivateKey { get; init; }

    /// <summary>The last number that was used when that change was begun.</summary>
    public long NextLastSeq { get; init; }

    public required string DeviceId { get; init; }

    public required string AccessPointId { get; init; }

    public required Uri GatewayUrl { get; init; }

    public required string Audience { get; init; }

    public required string CheckNumber { get; init; }

    /// <summary>What the portal sent once an owner had confirmed; null while the device waits for that.</summary>
    public Paired? Confirmation { get; init; }
}
