namespace Portal.Client.Access;

/// <summary>A condition that needs a person.</summary>
public readonly record struct AlertId(string Value) : IPortalId<AlertId>
{
    public static string Prefix => "alt_";

    public static AlertId From(string value) => new(value);

    public override string ToString() => Value;
}
