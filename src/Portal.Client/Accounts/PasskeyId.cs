namespace Portal.Client.Accounts;

/// <summary>One passkey of an account.</summary>
public readonly record struct PasskeyId(string Value) : IPortalId<PasskeyId>
{
    public static string Prefix => "psk_";

    public static PasskeyId From(string value) => new(value);

    public override string ToString() => Value;
}
