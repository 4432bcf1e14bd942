namespace Portal.Client.Carriers;

/// <summary>A delivery service.</summary>
public readonly record struct CarrierId(string Value) : IPortalId<CarrierId>
{
    public static string Prefix => "crr_";

    public static CarrierId From(string value) => new(value);

    public override string ToString() => Value;
}
