namespace Portal.Client.Support;

/// <summary>One look of a support agent at one delivery.</summary>
public readonly record struct LookId(string Value) : IPortalId<LookId>
{
    public static string Prefix => "lok_";

    public static LookId From(string value) => new(value);

    public override string ToString() => Value;
}
