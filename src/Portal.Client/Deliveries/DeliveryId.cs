namespace Portal.Client.Deliveries;

/// <summary>One parcel drop, from request to secured.</summary>
public readonly record struct DeliveryId(string Value) : IPortalId<DeliveryId>
{
    public static string Prefix => "dlv_";

    public static DeliveryId From(string value) => new(value);

    public override string ToString() => Value;
}
