using Microsoft.AspNetCore.Identity;

namespace Portal.Accounts;

/// <summary>
/// Passkeys that somebody at a browser shows, to sign in or to confirm (S24, S25). Each showing begins with a challenge, which the browser
/// carries sealed in a cookie and answers once.
/// </summary>
internal sealed class Passkeys(
    SignInManager<Account> signIn, UserManager<Account> users, BrowserEntry entry, CurrentMember member, Sessions sessions)
{
    /// <summary>What the browser needs to show a passkey: anybody's for signing in, only their own for confirming.</summary>
    public async Task<string> BeginShowingAsync(CancellationToken cancellationToken) =>
        await signIn.MakePasskeyRequestOptionsAsync(await AccountAsync(cancellationToken));

    /// <summary>Signs in whoever shows a passkey of theirs. It stands for both factors: it is a thing they have, unlocked by them.</summary>
    public async Task<bool> SignInAsync(string credential, CancellationToken cancellationToken)
    {
        if (await ShownAsync(credential) is not { } account)
            return false;
        await entry.EnterAsync(account, [], cancellationToken);
        return true;
    }

    /// <summary>Proves the signed-in person again: only a passkey of the same account does (S25).</summary>
    public async Task<bool> ConfirmAsync(string credential, CancellationToken cancellationToken)
    {
        if (await member.SessionAsync(cancellationToken) is not { } session
            || await ShownAsync(credential) is not { } account
            || account.Id != session.AccountId)
            return false;
        await sessions.ConfirmAsync(session.Id, cancellationToken);
        return true;
    }

    private async Task<Account?> ShownAsync(string credential)
    {
        if (await JudgeAsync(() => signIn.PerformPasskeyAssertionAsync(credential)) is not { Succeeded: true } shown)
            return null;
        await users.AddOrUpdatePasskeyAsync(shown.User, shown.Passkey);
        return shown.User;
    }

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
        await member.AccountAsync(cancellationToken) is { } id ? await users.FindByIdAsync(id.Value) : null;
}
