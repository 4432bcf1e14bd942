namespace Portal.Client.Carriers;

/// <summary>A person who works for a carrier, named by the carrier.</summary>
public readonly record struct DriverId(string Value) : IPortalId<DriverId>
{
    public static string Prefix => "drv_";

    public static DriverId From(string value) => new(value);

    public override string ToString() => Value;
}
