namespace Portal.Client.Gateway;

/// <summary>A household's link to an account at a maker.</summary>
public readonly record struct CloudLinkId(string Value) : IPortalId<CloudLinkId>
{
    public static string Prefix => "lnk_";

    public static CloudLinkId From(string value) => new(value);

    public override string ToString() => Value;
}
