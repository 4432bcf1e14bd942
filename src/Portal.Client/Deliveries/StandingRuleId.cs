namespace Portal.Client.Deliveries;

/// <summary>A rule by which a carrier's requests at an access point approve themselves.</summary>
public readonly record struct StandingRuleId(string Value) : IPortalId<StandingRuleId>
{
    public static string Prefix => "rul_";

    public static StandingRuleId From(string value) => new(value);

    public override string ToString() => Value;
}
