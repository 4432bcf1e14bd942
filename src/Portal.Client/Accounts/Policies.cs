namespace Portal.Client.Accounts;

/// <summary>Who may open a page or call an endpoint; what they see there is decided by their memberships (S28).</summary>
public static class Policies
{
    /// <summary>A signed-in person who is not staff.</summary>
    public const string Member = "member";

    /// <summary>The same person's browser, or a program of theirs with a token: for what only reads.</summary>
    public const string Read = "read";

    /// <summary>Support staff.</summary>
    public const string Support = "support";

    /// <summary>Operators.</summary>
    public const string Operator = "operator";
}
