namespace Portal.Client.Accounts;

/// <summary>What a newcomer fills in: who they are, and the household that comes with the account. A field that was not sent is empty.</summary>
public sealed class Registration
{
    public string Name { get; set => field = value ?? ""; } = "";

    public string Email { get; set => field = value ?? ""; } = "";

    public string Password { get; set => field = value ?? ""; } = "";

    public string Household { get; set => field = value ?? ""; } = "";

    /// <summary>The household's IANA zone.</summary>
    public string TimeZone { get; set => field = value ?? ""; } = "";

    /// <summary>The token of an invitation: while it is open the account comes without a household, and joins the one it invites to.</summary>
    public string? Invitation { get; set; }
}
