using Microsoft.AspNetCore.Identity;
using Portal.Client;
using Portal.Client.Accounts;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>Signing in with a password: count the try, judge it, then let in or ask for the second factor.</summary>
internal sealed class SignIns(
    Database database, UserManager<Account> users, BrowserEntry entry, Passwords passwords, TimeProvider time)
{
    /// <summary>Misses in a row from one place, or from a browser that is known.</summary>
    private const int FromOnePlace = 5;

    /// <summary>Misses in a row against one address from anywhere: the cap on guessing from many places at once.</summary>
    private const int FromAnywhere = 100;

    /// <summary>The same statements, one hash and the same answer whether or not the address is known (S29).</summary>
    public async Task<SignInOutcome> SignInAsync(string email, string password, CancellationToken cancellationToken)
    {
        var http = entry.Http;
        var name = users.NormalizeEmail(email.Trim()) ?? "";
        var token = KnownBrowsers.TokenOf(http);
        var subjects = await SpendAsync(name, token, ClientAddress.Of(http.Connection.RemoteIpAddress), cancellationToken);
        if (subjects is null)
            return SignInOutcome.Resting;

        var account = await users.FindByEmailAsync(email.Trim());
        var fits = await passwords.FitsAsync(account, password, cancellationToken);
        if (!fits || account is null)
            return SignInOutcome.Refused;
        if (account.TwoFactorEnabled)
        {
            await database.WriteAsync(tx => SignInTries.Clear(tx, subjects), cancellationToken);
            await HalfWayIn.PutAsync(http, account);
            return SignInOutcome.SecondFactor;
        }

        return await entry.EnterAsync(account, subjects, cancellationToken) ? SignInOutcome.SignedIn : SignInOutcome.Refused;
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
}
