using Microsoft.AspNetCore.Identity;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// Passkeys that somebody at a browser shows, to sign in or to confirm (S24, S25). Each showing begins with a challenge, which the browser
/// carries sealed in a cookie and answers once.
/// </summary>
internal sealed class Passkeys(
    SignInManager<Account> signIn, BrowserEntry entry, CurrentMember member, Database database, TimeProvider time)
{
    /// <summary>What the browser needs to show a passkey: anybody's for signing in, only their own for confirming.</summary>
    public async Task<string> BeginShowingAsync(CancellationToken cancellationToken) =>
        await signIn.MakePasskeyRequestOptionsAsync(await AccountAsync(cancellationToken));

    /// <summary>Signs in whoever shows a passkey of theirs. It stands for both factors: it is a thing they have, unlocked by them.</summary>
    public async Task<bool> SignInAsync(string credential, CancellationToken cancellationToken) =>
        await ShownAsync(credential) is { } shown
        && await database.WriteAsync(tx => TryUse(tx, shown), cancellationToken)
        && await entry.EnterAsync(shown.Account, [], cancellationToken);

    /// <summary>Proves the signed-in person again: only a passkey of the same account does (S25).</summary>
    public async Task<bool> ConfirmAsync(string credential, CancellationToken cancellationToken)
    {
        if (await member.SessionAsync(cancellationToken) is not { } session
            || await ShownAsync(credential) is not { } shown
            || shown.Account.Id != session.AccountId)
            return false;
        return await database.WriteAsync(
            tx =>
            {
                if (!TryUse(tx, shown))
                    return false;
                SessionStore.Confirm(tx, session.Id, time.GetUtcNow());
                return true;
            },
            cancellationToken);
    }

    private async Task<ShownPasskey?> ShownAsync(string credential) =>
        await JudgeAsync(() => signIn.PerformPasskeyAssertionAsync(credential)) is { Succeeded: true, User: { } account, Passkey: { } passkey }
            ? new ShownPasskey(account, passkey)
            : null;

    /// <summary>False when it was removed meanwhile (S26).</summary>
    private bool TryUse(Transaction tx, ShownPasskey shown) => AccountStore.TryUsePasskey(tx, shown.Account.Id, shown.Passkey, time.GetUtcNow());

    /// <summary>Judges what a browser sent; null when nothing was asked of it, or something else.</summary>
    internal static async Task<T?> JudgeAsync<T>(Func<Task<T>> judge)
        where T : class
    {
        try
        {
            return await judge();
        }
        catch (InvalidOperationException)
        {
            // Identity's way to say that this browser carries no challenge for it: too late, twice, or somebody else's.
            return null;
        }
    }

    private async Task<Account?> AccountAsync(CancellationToken cancellationToken) =>
        await member.AccountAsync(cancellationToken) is { } id
            ? await database.ReadAsync(connection => AccountStore.Find(connection, id), cancellationToken)
            : null;

    private sealed record ShownPasskey(Account Account, UserPasskeyInfo Passkey);
}
