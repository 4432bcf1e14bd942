namespace Portal.Client.Accounts;

/// <summary>The second step of signing in, after a right password in the same browser.</summary>
public interface ISecondStep
{
    /// <param name="code">A code of the app, or a recovery code.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    Task<SignInOutcome> SignInAsync(string code, CancellationToken cancellationToken);
}
