namespace Portal.Client.Access;

/// <summary>How codes work at one access point while the line is down.</summary>
public sealed record OfflineView
{
    public required OfflineMode Mode { get; init; }

    /// <summary>What the paired device can do, beside nothing.</summary>
    public required IReadOnlyList<OfflineMode> Offered { get; init; }

    /// <summary>Whoever looks is an owner.</summary>
    public required bool MayChange { get; init; }

    /// <summary>The maker that puts codes into its lock; null for a device that holds a list of ours.</summary>
    public CloudMaker? Maker { get; init; }

    /// <summary>Since when the device refuses PINs for too many wrong ones; an owner arms them again.</summary>
    public DateTimeOffset? PinsClosedAt { get; init; }

    /// <summary>Until when a code that was taken back, paused or replaced may still open here; null when none can.</summary>
    public DateTimeOffset? CodesUntil { get; init; }
}
