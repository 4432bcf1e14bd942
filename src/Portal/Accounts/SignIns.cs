using Microsoft.AspNetCore.Identity;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Signing in and confirming with a password: count the try, judge it, start or renew the session.</summary>
internal sealed class SignIns(
    Database database, UserManager<Account> users, SignInManager<Account> signIn, Passwords passwords, TimeProvider time)
{
    /// <summary>Misses in a row from one place, or from a browser that is known.</summary>
    private const int FromOnePlace = 5;

    /// <summary>Misses in a row against one address from anywhere: the cap on guessing from many places at once.</summary>
    private const int FromAnywhere = 100;

    /// <summary>The same statements, one hash and the same answer whether or not the address is known (S29).</summary>
    public async Task<SignInOutcome> SignInAsync(string email, string password, CancellationToken cancellationToken)
    {
        var http = signIn.Context;
        var name = users.NormalizeEmail(email.Trim()) ?? "";
        var token = KnownBrowsers.TokenOf(http);
        var subjects = await SpendAsync(name, token, ClientAddress.Of(http.Connection.RemoteIpAddress), cancellationToken);
        if (subjects is null)
            return SignInOutcome.Resting;

        var account = await users.FindByEmailAsync(email.Trim());
        var fits = await passwords.FitsAsync(account, password, cancellationToken);

        // An account with a second factor is never let in by its password alone.
        if (!fits || account is null || account.TwoFactorEnabled)
            return SignInOutcome.Refused;
        await RememberAsync(account.Id, subjects, token ??= Secrets.New(), cancellationToken);
        KnownBrowsers.Give(http, token);
        await signIn.SignInAsync(account, isPersistent: true);
        return SignInOutcome.SignedIn;
    }

    /// <summary>The password again, for a session that is alive (S25).</summary>
    public async Task<SignInOutcome> ConfirmAsync(LiveSession session, string password, CancellationToken cancellationToken)
    {
        var subject = SignInTries.For(FromOnePlace, "confirm", session.Id.Value);
        if (!await database.WriteAsync(tx => SignInTries.TrySpend(tx, [subject], time.GetUtcNow()), cancellationToken))
            return SignInOutcome.Resting;
        var account = await users.FindByIdAsync(session.AccountId.Value);
        if (!await passwords.FitsAsync(account, password, cancellationToken))
            return SignInOutcome.Refused;
        await database.WriteAsync(
            tx =>
            {
                SignInTries.Clear(tx, [subject]);
                SessionStore.Confirm(tx, session.Id, time.GetUtcNow());
            },
            cancellationToken);
        return SignInOutcome.SignedIn;
    }

    /// <summary>What the try counts against; null while that rests.</summary>
    private Task<List<SignInTries.Subject>?> SpendAsync(string name, string? token, string address, CancellationToken cancellationToken) =>
        database.WriteAsync(
            tx =>
            {
                List<SignInTries.Subject> subjects = token is not null && KnownBrowsers.IsKnown(tx, token, name)
                    ? [SignInTries.For(FromOnePlace, "browser", token, name)]
                    : [SignInTries.For(FromOnePlace, "place", name, address), SignInTries.For(FromAnywhere, "anywhere", name)];
                return SignInTries.TrySpend(tx, subjects, time.GetUtcNow()) ? subjects : null;
            },
            cancellationToken);

    private Task RememberAsync(
        AccountId account, List<SignInTries.Subject> subjects, string token, CancellationToken cancellationToken) =>
        database.WriteAsync(
            tx =>
            {
                SignInTries.Clear(tx, subjects);
                KnownBrowsers.Remember(tx, token, account, time.GetUtcNow());
            },
            cancellationToken);
}
