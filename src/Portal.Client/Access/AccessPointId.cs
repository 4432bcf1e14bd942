namespace Portal.Client.Access;

/// <summary>One opening that can receive a parcel.</summary>
public readonly record struct AccessPointId(string Value) : IPortalId<AccessPointId>
{
    public static string Prefix => "acp_";

    public static AccessPointId From(string value) => new(value);

    public override string ToString() => Value;
}
