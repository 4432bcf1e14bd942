namespace Portal.Client.Accounts;

/// <summary>The code that a password waits for.</summary>
public sealed class SecondFactorForm
{
    public string Code { get; set; } = "";
}
