using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Judges a code of an authenticator app or a recovery code. Either counts once: what is taken is used up in the same transaction.</summary>
internal sealed class SecondFactor(AuthenticatorKeys keys)
{
    /// <summary>Whether the code is the account's and had not been used.</summary>
    public bool TryUse(Transaction tx, Account account, string code, DateTimeOffset now)
    {
        var typed = code.Trim();
        if (account.AuthenticatorKeySealed is not { } key)
            return false;
        if (Totp.FindStep(keys.Open(key), typed.Replace(" ", "", StringComparison.Ordinal), now) is { } step)
            return AccountStore.TryUseStep(tx, account.Id, step);
        return AccountStore.TryUseCode(tx, account.Id, typed);
    }
}
