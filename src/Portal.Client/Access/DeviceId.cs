namespace Portal.Client.Access;

/// <summary>A controller paired with one access point; a device is its key.</summary>
public readonly record struct DeviceId(string Value) : IPortalId<DeviceId>
{
    public static string Prefix => "dev_";

    public static DeviceId From(string value) => new(value);

    public override string ToString() => Value;
}
