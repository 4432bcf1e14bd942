namespace Portal.Client.Accounts;

/// <summary>What a person fills in to get back in: first the address, then, with the link, a new password. A field that was not sent is empty.</summary>
public sealed class RecoveryForm
{
    public string Email { get; set => field = value ?? ""; } = "";

    public string Token { get; set => field = value ?? ""; } = "";

    public string Password { get; set => field = value ?? ""; } = "";

    public string Code { get; set => field = value ?? ""; } = "";
}
