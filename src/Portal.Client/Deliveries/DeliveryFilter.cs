using Portal.Client.Access;

namespace Portal.Client.Deliveries;

/// <summary>Which deliveries to list; what is null does not narrow.</summary>
public sealed record DeliveryFilter
{
    /// <summary>Longer ones are nobody's to type.</summary>
    public const int LongestText = 100;

    public IReadOnlyList<DeliveryState>? States { get; init; }

    public AccessPointId? AccessPoint { get; init; }

    /// <summary>Words that all have to be found: carrier, driver, place, tracking number, what is in it.</summary>
    public string? Text { get; init; }
}
