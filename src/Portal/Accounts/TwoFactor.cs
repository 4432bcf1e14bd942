using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>The authenticator of whoever is signed in and proved it a short while ago (S25): set up, switched off, its recovery codes.</summary>
internal sealed class TwoFactor(
    CurrentMember current, Database database, AuthenticatorKeys keys, SecondFactor second, SecurityNews news) : ITwoFactor
{
    public Task<TwoFactorKey?> BeginAsync(CancellationToken cancellationToken) => ChangeAsync(
        (tx, account) =>
        {
            if (account.TwoFactorEnabled)
                return null;
            var key = Totp.NewKey();
            AccountStore.SaveAuthenticatorKey(tx, account.Id, keys.Seal(key));
            return new TwoFactorKey(key, UriOf(account.Email, key));
        },
        cancellationToken);

    public Task<IReadOnlyList<string>?> TurnOnAsync(string code, CancellationToken cancellationToken) => ChangeAsync(
        (tx, account) =>
        {
            if (account.TwoFactorEnabled || !second.TryUse(tx, account, code, current.Now))
                return null;
            AccountStore.SaveTwoFactor(tx, account.Id, isOn: true);
            news.Append(tx, account.Id, SecurityChange.SecondFactorOn, current.Now);
            return NewCodes(tx, account);
        },
        cancellationToken);

    public Task<IReadOnlyList<string>?> MakeCodesAsync(CancellationToken cancellationToken) => ChangeAsync(
        (tx, account) =>
        {
            if (!account.TwoFactorEnabled)
                return null;
            news.Append(tx, account.Id, SecurityChange.RecoveryCodesMade, current.Now);
            return NewCodes(tx, account);
        },
        cancellationToken);

    public async Task<SecurityOutcome> TurnOffAsync(CancellationToken cancellationToken) =>
        await ChangeAsync(
            (tx, account) =>
            {
                AccountStore.SaveTwoFactor(tx, account.Id, isOn: false);
                AccountStore.ReplaceCodes(tx, account.Id, []);
                news.Append(tx, account.Id, SecurityChange.SecondFactorOff, current.Now);
                return account;
            },
            cancellationToken) is null
            ? SecurityOutcome.SignInAgain
            : SecurityOutcome.Done;

    private async Task<T?> ChangeAsync<T>(Func<Transaction, Account, T?> change, CancellationToken cancellationToken)
        where T : class
    {
        if (await current.SessionAsync(cancellationToken) is not { } session || !current.IsFresh(session))
            return null;
        return await database.WriteAsync(
            tx => AccountStore.Find(tx.Connection, session.AccountId) is { } account ? change(tx, account) : null, cancellationToken);
    }

    private static IReadOnlyList<string> NewCodes(Transaction tx, Account account)
    {
        var codes = RecoveryCodes.Make();
        AccountStore.ReplaceCodes(tx, account.Id, codes);
        return codes;
    }

    // The form that apps read (Key Uri Format).
    private static string UriOf(string email, string key) =>
        $"otpauth://totp/Portal:{Uri.EscapeDataString(email)}?secret={key}&issuer=Portal&algorithm=SHA1&digits=6&period=30";
}
