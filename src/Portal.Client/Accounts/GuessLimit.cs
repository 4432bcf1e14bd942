namespace Portal.Client.Accounts;

/// <summary>Names the limit on pages where a stranger could guess: posts per address and in all.</summary>
public static class GuessLimit
{
    public const string Policy = "guess";
}
