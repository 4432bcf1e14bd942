namespace Portal.Device.Protocol;

/// <summary>An owner confirmed the pairing: sent once, and kept by the device until it is released.</summary>
public sealed record Paired
{
    /// <summary>The epoch of all events from now on; their numbers start at 1.</summary>
    public required long Epoch { get; init; }

    /// <summary>Base64url key for the hashes of synced grants, where the device has that capability.</summary>
    public string? GrantKey { get; init; }

    /// <summary>Base64url secret for offline PINs, where the device has that capability.</summary>
    public string? OfflineSecret { get; init; }

    /// <summary>The verifier key of the portal's ledger.</summary>
    public required string PortalKey { get; init; }
}
