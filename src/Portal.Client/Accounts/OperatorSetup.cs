namespace Portal.Client.Accounts;

/// <summary>What the first operator fills in, with the token of the one-time link. A field that was not sent is empty.</summary>
public sealed class OperatorSetup
{
    public string Token { get; set => field = value ?? ""; } = "";

    public string Name { get; set => field = value ?? ""; } = "";

    public string Email { get; set => field = value ?? ""; } = "";

    public string Password { get; set => field = value ?? ""; } = "";
}
