using Portal.Client.Access;
using Portal.Client.Carriers;

namespace Portal.Client.Deliveries;

/// <summary>What an owner writes to let a carrier's requests approve themselves.</summary>
public sealed class StandingRuleDraft
{
    public AccessPointId? AccessPoint { get; set; }

    public CarrierId? Carrier { get; set; }

    public Weekdays Days { get; set; }

    public TimeOnly From { get; set; }

    public TimeOnly To { get; set; }

    public DateOnly? LastDay { get; set; }
}

/// <summary>What was made, or one message for each field that is wrong.</summary>
public sealed record StandingRuleOutcome(StandingRuleId? Made, IReadOnlyDictionary<string, string> Faults);
