namespace Portal.Gateway;

/// <summary>Settings of section <c>Portal:Gateway</c>.</summary>
internal sealed class GatewayOptions
{
    public const string Section = "Portal:Gateway";

    /// <summary>Events of one device in a second, sustained; 1 to 100,000.</summary>
    public int EventsPerSecond { get; set; } = 50;

    /// <summary>Events of one device at once, after a time of silence; 256 to 1,000,000.</summary>
    public int EventBurst { get; set; } = 2000;

    /// <summary>Tries at pairing codes from one address in a minute; 1 to 100,000.</summary>
    public int ClaimsPerMinute { get; set; } = 5;

    /// <summary>The same from all addresses together; 1 to 100,000.</summary>
    public int ClaimsPerMinuteInAll { get; set; } = 100;
}
