namespace Portal.Client.Accounts;

/// <summary>What a person types to sign in.</summary>
public sealed class SignInForm
{
    public string Email { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The second factor, where a page asks for both at once.</summary>
    public string Code { get; set; } = "";
}
