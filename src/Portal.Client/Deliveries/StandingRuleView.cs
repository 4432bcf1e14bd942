using Portal.Client.Access;
using Portal.Client.Carriers;

namespace Portal.Client.Deliveries;

/// <summary>A standing rule as a member sees it.</summary>
public sealed record StandingRuleView
{
    public required StandingRuleId Id { get; init; }

    public required AccessPointId AccessPointId { get; init; }

    public required CarrierId CarrierId { get; init; }

    public required string CarrierName { get; init; }

    /// <summary>The days on which its hours begin.</summary>
    public required Weekdays Days { get; init; }

    /// <summary>On the clock of the place.</summary>
    public required TimeOnly From { get; init; }

    /// <summary>Not after <see cref="From"/>: on the next day.</summary>
    public required TimeOnly To { get; init; }

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The last day on which its hours begin; null: no end.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Set while it is switched off.</summary>
    public DateTimeOffset? OffSince { get; init; }
}
