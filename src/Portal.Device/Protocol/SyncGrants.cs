namespace Portal.Device.Protocol;

/// <summary>The whole list of grants that the device may honour by itself for short gaps of the line; replaces the last one.</summary>
public sealed record SyncGrants
{
    /// <summary>Rises with every list.</summary>
    public required long Version { get; init; }

    /// <summary>Seconds for which the list may be used; each heartbeat's answer renews it.</summary>
    public required int LeaseSeconds { get; init; }

    /// <summary>Grants whose window starts within 60 minutes.</summary>
    public required IReadOnlyList<SyncedGrant> Grants { get; init; }

    /// <summary>For devices that can judge offline PINs.</summary>
    public SyncedPins? Pins { get; init; }
}

/// <summary>Whether offline PINs may be honoured, and which may not. What a device is not told it does not honour.</summary>
public sealed record SyncedPins
{
    /// <summary>
    /// How often an owner has armed them; 0: they are off. A device that closed its PINs for misses opens them again at a higher number.
    /// </summary>
    public required int Arming { get; init; }

    /// <summary>PINs of windows that are not over which were used or taken back, as <c>t0/d/c</c>.</summary>
    public required IReadOnlyList<string> Ended { get; init; }
}

/// <summary>One grant as a device knows it: enough to recognise its code, not enough to make it.</summary>
public sealed record SyncedGrant
{
    /// <summary>The grant.</summary>
    public required string GrantId { get; init; }

    /// <summary>Start of its window; see <see cref="WireTime"/>.</summary>
    public required string NotBefore { get; init; }

    /// <summary>End of its window; see <see cref="WireTime"/>.</summary>
    public required string NotAfter { get; init; }

    /// <summary>Hex HMAC-SHA256 under the device's grant key.</summary>
    public required string CodeHash { get; init; }
}

/// <summary>The device holds the list of this version: what it does not name is honoured no more.</summary>
public sealed record GrantsSynced
{
    /// <summary>See <see cref="SyncGrants.Version"/>.</summary>
    public required long Version { get; init; }
}
