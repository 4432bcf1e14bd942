namespace Portal.Client.Accounts;

/// <summary>A person who can sign in.</summary>
public readonly record struct AccountId(string Value) : IPortalId<AccountId>
{
    public static string Prefix => "acc_";

    public static AccountId From(string value) => new(value);

    public override string ToString() => Value;
}
