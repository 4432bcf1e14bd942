namespace Portal.Client.Accounts;

/// <summary>Where a sign-in page sends people on to: only ever a path of the portal's own.</summary>
public static class LocalAddress
{
    /// <summary>The path if it stays here, else the start.</summary>
    public static string Of(string? returnUrl) =>
        returnUrl is ['/', ..] and not ['/', '/' or '\\', ..] && !returnUrl.Any(char.IsControl) ? returnUrl : "/start";
}
