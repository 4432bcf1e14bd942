namespace Portal.Client.Notifications;

/// <summary>What a browser says when it wants to be told: where, and with which keys (RFC 8291).</summary>
public sealed record BrowserKeys
{
    public required string Endpoint { get; init; }

    /// <summary>Base64url.</summary>
    public required string PublicKey { get; init; }

    /// <summary>Base64url.</summary>
    public required string AuthSecret { get; init; }

    /// <summary>What it calls itself: 'Chrome on Android'.</summary>
    public required string Name { get; init; }
}
