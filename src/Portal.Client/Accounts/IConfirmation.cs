namespace Portal.Client.Accounts;

/// <summary>Proves the signed-in person again, for what needs a recent sign-in (S25); a passkey does so by itself.</summary>
public interface IConfirmation
{
    /// <param name="password">The account's own.</param>
    /// <param name="code">The second factor, where the account has one.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<SignInOutcome> ConfirmAsync(string password, string code, CancellationToken cancellationToken);
}
