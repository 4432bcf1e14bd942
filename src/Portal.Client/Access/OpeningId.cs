namespace Portal.Client.Access;

/// <summary>From unlocked to secured again.</summary>
public readonly record struct OpeningId(string Value) : IPortalId<OpeningId>
{
    public static string Prefix => "opn_";

    public static OpeningId From(string value) => new(value);

    public override string ToString() => Value;
}
