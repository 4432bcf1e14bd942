namespace Portal.Client.Accounts;

/// <summary>What a newcomer fills in: who they are, and the household that comes with the account.</summary>
public sealed class Registration
{
    public string Name { get; set; } = "";

    public string Email { get; set; } = "";

    public string Password { get; set; } = "";

    public string Household { get; set; } = "";

    /// <summary>The household's IANA zone.</summary>
    public string TimeZone { get; set; } = "";
}
