using Portal.Client.Access;

namespace Portal.Client.Deliveries;

/// <summary>
/// What is set for deliveries at an access point of the signed-in member's household: standing rules, where to go instead, more than one
/// window at a time. Every member reads it; only owners change it, and each change is an entry.
/// </summary>
public interface IHouseholdRules
{
    /// <summary>What is set at each access point, by name.</summary>
    Task<IReadOnlyList<DeliveryRulesView>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Null when it is not this member's.</summary>
    Task<DeliveryRulesView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken);

    /// <summary>From now on, what this carrier asks for within these hours is approved by itself.</summary>
    Task<StandingRuleOutcome> MakeAsync(StandingRuleDraft draft, CancellationToken cancellationToken);

    /// <summary>Switches a rule off or on again. What it has approved stays approved.</summary>
    Task<AccessOutcome> SwitchAsync(StandingRuleId rule, bool on, CancellationToken cancellationToken);

    Task<AccessOutcome> SetFallbackAsync(AccessPointId accessPoint, Fallback fallback, CancellationToken cancellationToken);

    Task<AccessOutcome> SetOverlapAsync(AccessPointId accessPoint, bool allowed, CancellationToken cancellationToken);
}
