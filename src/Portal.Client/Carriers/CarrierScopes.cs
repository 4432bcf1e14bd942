namespace Portal.Client.Carriers;

/// <summary>What a carrier's key may be used for; the words are part of the public contract.</summary>
public static class CarrierScopes
{
    /// <summary>Read the own deliveries.</summary>
    public const string Read = "deliveries:read";

    /// <summary>Request, withdraw, name the driver.</summary>
    public const string Write = "deliveries:write";

    /// <summary>Take the driver's link and code.</summary>
    public const string Access = "access";

    /// <summary>Ask for the opening itself.</summary>
    public const string Unlock = "unlock";

    public static IReadOnlyList<string> All { get; } = [Read, Write, Access, Unlock];
}
