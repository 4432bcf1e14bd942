namespace Portal.Client.Accounts;

/// <summary>Tokens for a person's own programs, to read what happens in their households (interfaces.md, Owners' own programs).</summary>
public interface IAccessTokens
{
    /// <summary>Makes one that reads for a year: whoever signed in recently. It is revoked like any session.</summary>
    Task<MadeToken> MakeAsync(string name, CancellationToken cancellationToken);
}

/// <param name="Outcome">What became of it.</param>
/// <param name="Token">Shown once; null when none was made.</param>
public sealed record MadeToken(SecurityOutcome Outcome, string? Token);
