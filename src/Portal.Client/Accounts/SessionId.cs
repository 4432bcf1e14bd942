namespace Portal.Client.Accounts;

/// <summary>One signed-in browser of an account.</summary>
public readonly record struct SessionId(string Value) : IPortalId<SessionId>
{
    public static string Prefix => "ses_";

    public static SessionId From(string value) => new(value);

    public override string ToString() => Value;
}
