namespace Portal.Client.Accounts;

/// <summary>The people who share access points; the tenant boundary.</summary>
public readonly record struct HouseholdId(string Value) : IPortalId<HouseholdId>
{
    public static string Prefix => "hsh_";

    public static HouseholdId From(string value) => new(value);

    public override string ToString() => Value;
}
