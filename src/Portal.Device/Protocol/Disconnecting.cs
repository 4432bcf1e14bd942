namespace Portal.Device.Protocol;

/// <summary>The portal is about to close the connection, and why.</summary>
public sealed record Disconnecting
{
    /// <summary>The owner refused the pairing, or nobody confirmed it in time: the device is unknown from now on.</summary>
    public const string Refused = "refused";

    /// <summary>The owner released the device: forget grants and secrets; the key is refused from now on.</summary>
    public const string Released = "released";

    /// <summary>A newer connection with the same key took over; this one is heard no more and ends soon.</summary>
    public const string Replaced = "replaced";

    /// <summary>It used one number for two events (or another device does, with its key): nothing is taken from it until its owner has looked.</summary>
    public const string Quarantined = "quarantined";

    /// <summary>The device has a new key: connect again with a token of that one.</summary>
    public const string KeyRotated = "key_rotated";

    /// <summary>The token of this connection reached its end: connect again with a new one.</summary>
    public const string TokenExpired = "token_expired";

    /// <summary>One of the words above, or a newer one, after which a device simply connects again.</summary>
    public required string Reason { get; init; }
}
