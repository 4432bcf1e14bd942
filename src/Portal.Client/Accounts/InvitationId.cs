namespace Portal.Client.Accounts;

/// <summary>A link by which somebody may join a household.</summary>
public readonly record struct InvitationId(string Value) : IPortalId<InvitationId>
{
    public static string Prefix => "inv_";

    public static InvitationId From(string value) => new(value);

    public override string ToString() => Value;
}
