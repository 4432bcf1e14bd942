using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Portal.Storage;

namespace Portal.Accounts;

/// <summary>
/// The last step of every way in, once somebody has proved who they are: the browser is known from now on, and a session starts. The cookie
/// itself says nothing but which session.
/// </summary>
internal sealed class BrowserEntry(Database database, IHttpContextAccessor accessor, SessionStore sessions, TimeProvider time)
{
    /// <summary>The request of this browser.</summary>
    public HttpContext Http => accessor.HttpContext ?? throw new InvalidOperationException("Only a request signs a browser in.");

    /// <summary>False when the password changed or the account was recovered while somebody was proving it: what they proved is worth nothing now (S26).</summary>
    /// <param name="account">Who has proved it, as it was read for that.</param>
    /// <param name="cleared">What is no longer held against anybody.</param>
    /// <param name="cancellationToken">Gives up waiting for a turn.</param>
    public async Task<bool> EnterAsync(Account account, IReadOnlyList<SignInTries.Subject> cleared, CancellationToken cancellationToken)
    {
        var http = Http;
        var token = KnownBrowsers.TokenOf(http) ?? Secrets.New();
        var browser = BrowserName.Of(http.Request.Headers.UserAgent);
        var former = PortalClaims.SessionOf(http.User);
        var session = await database.WriteAsync(
            tx =>
            {
                var now = time.GetUtcNow();
                if (Sessions.Start(tx, account, browser, now) is not { } started)
                    return null;
                if (former is { } ended)
                    sessions.End(tx, ended, now);
                SignInTries.Clear(tx, cleared);
                KnownBrowsers.Remember(tx, token, account.Id, now);
                return started;
            },
            cancellationToken);
        if (session is null)
            return false;
        KnownBrowsers.Give(http, token);
        if (account.Language is { } language)
            LanguageChoice.Give(http, language);
        await http.SignInAsync(
            IdentityConstants.ApplicationScheme,
            new ClaimsPrincipal(new ClaimsIdentity(
                [new Claim(PortalClaims.Account, account.Id.Value), new Claim(PortalClaims.Session, session.Id.Value)], IdentityConstants.ApplicationScheme)),
            new AuthenticationProperties { IsPersistent = true, ExpiresUtc = session.ExpiresAt });
        return true;
    }
}
