namespace Portal.Client.Access;

/// <summary>How codes work at an access point while the line is down.</summary>
public enum OfflineMode
{
    /// <summary>They do not.</summary>
    None,

    /// <summary>The device holds hashes of codes for short gaps, under a lease of 15 minutes.</summary>
    Synced,

    /// <summary>Nine digits that the device judges by itself: for a place without a network.</summary>
    Pin,
}
