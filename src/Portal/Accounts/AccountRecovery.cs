using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>The way back in, for whoever cannot sign in.</summary>
internal sealed class AccountRecovery(RecoveryLinks links, Recoveries recoveries) : IAccountRecovery
{
    public Task AskAsync(string email, CancellationToken cancellationToken) => links.AskAsync(email, cancellationToken);

    public Task<RecoveryView?> FindAsync(string token, CancellationToken cancellationToken) => recoveries.FindAsync(token, cancellationToken);

    public Task<RecoveryAnswer> RecoverAsync(string token, string password, string code, CancellationToken cancellationToken) =>
        recoveries.RecoverAsync(token, password, code, cancellationToken);
}
