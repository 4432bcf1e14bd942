namespace Portal.Device.Protocol;

/// <summary>What a device posts to <see cref="GatewayPaths.Claim"/> to be paired.</summary>
public sealed record ClaimRequest
{
    /// <summary>What the owner read out; see <see cref="Protocol.PairingCode"/>.</summary>
    public required string PairingCode { get; init; }

    /// <summary>The key that the device made for itself and will sign with.</summary>
    public required PublicKeyJwk PublicKey { get; init; }

    /// <summary>One of <see cref="DeviceProfile.All"/>, by name.</summary>
    public required string Profile { get; init; }

    /// <summary>The maker's name of it.</summary>
    public required string Model { get; init; }

    /// <summary>The maker's number of this one.</summary>
    public required string Serial { get; init; }

    /// <summary>Version of the program inside.</summary>
    public required string Firmware { get; init; }

    /// <summary>See <see cref="Protocol.Capabilities"/>.</summary>
    public required IReadOnlyList<string> Capabilities { get; init; }

    /// <summary>Seconds between heartbeats that the device can afford, 15 to 300.</summary>
    public required int HeartbeatSeconds { get; init; }
}

/// <summary>HTTP 201 to a <see cref="ClaimRequest"/>: the device may sign in, and waits to be confirmed.</summary>
public sealed record ClaimResponse
{
    /// <summary>Who the device is from now on.</summary>
    public required string DeviceId { get; init; }

    /// <summary>The opening that it belongs to.</summary>
    public required string AccessPointId { get; init; }

    /// <summary>Absolute address of the hub, <c>ws</c> or <c>wss</c>.</summary>
    public required string GatewayUrl { get; init; }

    /// <summary>The <c>aud</c> of the device's tokens.</summary>
    public required string Audience { get; init; }

    /// <summary>The portal's clock; see <see cref="WireTime"/>.</summary>
    public required string ServerTime { get; init; }
}
