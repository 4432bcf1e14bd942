namespace Portal.Client.Ledger;

/// <summary>One entry of the ledger.</summary>
public readonly record struct EventId(string Value) : IPortalId<EventId>
{
    public static string Prefix => "evt_";

    public static EventId From(string value) => new(value);

    public override string ToString() => Value;
}
