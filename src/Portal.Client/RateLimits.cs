namespace Portal.Client;

/// <summary>Names of the limits that pages and endpoints put themselves under.</summary>
public static class RateLimits
{
    /// <summary>Where a stranger could guess or make work: posts per address, and in all.</summary>
    public const string Guess = "guess";
}
