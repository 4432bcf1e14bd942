using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;

namespace Portal.Client.Tests.Fakes;

/// <summary>The rules of one access point, as the test sets them; what a screen asks for becomes true here.</summary>
internal sealed class FakeHouseholdRules : IHouseholdRules
{
    public DeliveryRulesView View { get; set; } = new()
    {
        AccessPointId = Sample.Point().Id,
        AccessPointName = "Volvo V60",
        TimeZone = Sample.Zone,
        IsOwner = true,
        Rules = [],
        Carriers = [new CarrierChoice(Sample.Id<CarrierId>("nordpost"), "Nordpost"), new CarrierChoice(Sample.Id<CarrierId>("blau"), "Kurier Blau")],
        Fallback = new Fallback(FallbackKind.None),
        Others = [new AccessPointChoice(Sample.Id<AccessPointId>("Front door"), "Front door")],
        AllowsOverlap = false,
    };

    public AccessOutcome Outcome { get; set; }

    public Dictionary<string, string> DraftFaults { get; } = [];

    public StandingRuleDraft? Made { get; private set; }

    public (StandingRuleId Rule, bool On)? Switched { get; private set; }

    public Task<IReadOnlyList<DeliveryRulesView>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<DeliveryRulesView>>([View]);

    public Task<DeliveryRulesView?> FindAsync(AccessPointId accessPoint, CancellationToken cancellationToken) =>
        Task.FromResult(accessPoint == View.AccessPointId ? View : null);

    public Task<StandingRuleOutcome> MakeAsync(StandingRuleDraft draft, CancellationToken cancellationToken)
    {
        Made = draft;
        if (DraftFaults.Count > 0)
            return Task.FromResult(new StandingRuleOutcome(Made: null, DraftFaults));
        var rule = Sample.Rule() with { Days = draft.Days, From = draft.From, To = draft.To, LastDay = draft.LastDay };
        View = View with { Rules = [.. View.Rules, rule] };
        return Task.FromResult(new StandingRuleOutcome(rule.Id, DraftFaults));
    }

    public Task<AccessOutcome> SwitchAsync(StandingRuleId rule, bool on, CancellationToken cancellationToken)
    {
        Switched = (rule, on);
        if (Outcome is AccessOutcome.Done)
            View = View with { Rules = [.. View.Rules.Select(known => known.Id == rule ? known with { OffSince = on ? null : Sample.Now } : known)] };
        return Task.FromResult(Outcome);
    }

    public Task<AccessOutcome> SetFallbackAsync(AccessPointId accessPoint, Fallback fallback, CancellationToken cancellationToken)
    {
        if (Outcome is AccessOutcome.Done)
            View = View with { Fallback = fallback };
        return Task.FromResult(Outcome);
    }

    public Task<AccessOutcome> SetOverlapAsync(AccessPointId accessPoint, bool allowed, CancellationToken cancellationToken)
    {
        if (Outcome is AccessOutcome.Done)
            View = View with { AllowsOverlap = allowed };
        return Task.FromResult(Outcome);
    }
}
