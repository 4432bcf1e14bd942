namespace Portal.Client.Carriers;

/// <summary>One phone with a driver page open. It says which page it was, and proves nothing.</summary>
public readonly record struct DriverSessionId(string Value) : IPortalId<DriverSessionId>
{
    public static string Prefix => "drs_";

    public static DriverSessionId From(string value) => new(value);

    public override string ToString() => Value;
}
