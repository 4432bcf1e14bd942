using Portal.Client.Accounts;
using Portal.Client.Carriers;

namespace Portal.Client.Access;

/// <summary>Which entries to show; what is null does not narrow.</summary>
public sealed record ActivityFilter
{
    /// <summary>Longer ones are nobody's to type.</summary>
    public const int LongestText = 100;

    public AccessPointId? AccessPoint { get; init; }

    public ActivityGroup? Group { get; init; }

    /// <summary>What a person did.</summary>
    public AccountId? Person { get; init; }

    /// <summary>What a carrier did, and all about its deliveries.</summary>
    public CarrierId? Carrier { get; init; }

    /// <summary>Words that all have to be found: names of places, people, carriers and devices, tracking numbers, what people wrote.</summary>
    public string? Text { get; init; }

    /// <summary>From then on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before then.</summary>
    public DateTimeOffset? To { get; init; }
}
