namespace Portal.Client.Access;

/// <summary>What an approval creates: one access point, one window, one opening.</summary>
public readonly record struct GrantId(string Value) : IPortalId<GrantId>
{
    public static string Prefix => "gra_";

    public static GrantId From(string value) => new(value);

    public override string ToString() => Value;
}
