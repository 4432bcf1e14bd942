using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>The security page, for whoever is signed in: their own account, and never another's.</summary>
internal sealed class AccountSecurity(
    CurrentMember current, Database database, SecurityChanges changes, PasswordChanges passwords) : IAccountSecurity
{
    public async Task<SecurityView?> FindAsync(CancellationToken cancellationToken)
    {
        if (await current.SessionAsync(cancellationToken) is not { } session)
            return null;
        return await database.ReadAsync(
            connection => AccountStore.Find(connection, session.AccountId) is { } account
                ? new SecurityView
                {
                    Email = account.Email,
                    EmailIsConfirmed = account.EmailConfirmed,
                    HeldUntil = UnlockHolds.Until(connection, account.Id, current.Now),
                    HasPassword = account.PasswordHash is not null,
                    IsFresh = current.IsFresh(session),
                    TwoFactorIsOn = account.TwoFactorEnabled,
                    RecoveryCodesLeft = AccountStore.CountCodes(connection, account.Id),
                    Passkeys = AccountStore.PasskeysOf(connection, account.Id),
                    Tokens = SessionStore.TokensOf(connection, account.Id, current.Now),
                    Browsers = SessionStore.BrowsersOf(connection, account.Id, session.Id, current.Now),
                }
                : null,
            cancellationToken);
    }

    public async Task<SecurityOutcome> RenamePasskeyAsync(PasskeyId passkey, string name, CancellationToken cancellationToken) =>
        await current.SessionAsync(cancellationToken) is { } session
            ? await changes.RenamePasskeyAsync(session, passkey, name, cancellationToken)
            : SecurityOutcome.NotFound;

    public async Task<SecurityOutcome> RemovePasskeyAsync(PasskeyId passkey, CancellationToken cancellationToken)
    {
        if (await current.SessionAsync(cancellationToken) is not { } session)
            return SecurityOutcome.NotFound;
        return current.IsFresh(session)
            ? await changes.RemovePasskeyAsync(session, passkey, cancellationToken)
            : SecurityOutcome.SignInAgain;
    }

    public async Task<SecurityOutcome> EndSessionAsync(SessionId session, CancellationToken cancellationToken) =>
        await current.SessionAsync(cancellationToken) is { } own
            ? await changes.EndSessionAsync(own, session, cancellationToken)
            : SecurityOutcome.NotFound;

    public async Task EndOtherSessionsAsync(CancellationToken cancellationToken)
    {
        if (await current.SessionAsync(cancellationToken) is { } session)
            await changes.EndOtherSessionsAsync(session, cancellationToken);
    }

    public async Task<PasswordChange> ChangePasswordAsync(string password, CancellationToken cancellationToken)
    {
        if (await current.SessionAsync(cancellationToken) is not { } session || !current.IsFresh(session))
            return new PasswordChange(SecurityOutcome.SignInAgain);
        var account = await database.ReadAsync(connection => AccountStore.Find(connection, session.AccountId), cancellationToken);
        if (AccountRules.CheckPassword(account?.Email ?? "", password) is { } fault)
            return new PasswordChange(SecurityOutcome.Refused, fault);
        await passwords.ChangeAsync(session, password, cancellationToken);
        return new PasswordChange(SecurityOutcome.Done);
    }
}
