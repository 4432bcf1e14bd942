namespace Portal.Client.Accounts;

/// <summary>What the first operator fills in, with the token of the one-time link.</summary>
public sealed class OperatorSetup
{
    public string Token { get; set; } = "";

    public string Name { get; set; } = "";

    public string Email { get; set; } = "";

    public string Password { get; set; } = "";
}
