using Microsoft.AspNetCore.Identity;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>The last step of every way in, once somebody has proved who they are: the browser is known from now on, and a session starts.</summary>
internal sealed class BrowserEntry(Database database, SignInManager<Account> signIn, TimeProvider time)
{
    /// <summary>The request of this browser.</summary>
    public HttpContext Http => signIn.Context;

    /// <param name="account">Who has proved it.</param>
    /// <param name="cleared">What is no longer held against anybody.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    public async Task EnterAsync(Account account, IReadOnlyList<SignInTries.Subject> cleared, CancellationToken cancellationToken)
    {
        var http = signIn.Context;
        var token = KnownBrowsers.TokenOf(http) ?? Secrets.New();
        await database.WriteAsync(
            tx =>
            {
                SignInTries.Clear(tx, cleared);
                KnownBrowsers.Remember(tx, token, account.Id, time.GetUtcNow());
            },
            cancellationToken);
        KnownBrowsers.Give(http, token);
        if (account.Language is { } language)
            LanguageChoice.Give(http, language);
        await signIn.SignInAsync(account, isPersistent: true);
    }
}
