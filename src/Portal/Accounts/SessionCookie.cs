using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Identity;

namespace Portal.Accounts;

/// <summary>
/// Ties the cookie to a session in the database: whoever signs in, by whatever way, gets one; every request asks whether it is alive;
/// signing out ends it. The cookie itself says nothing but which session.
/// </summary>
internal sealed class SessionCookie(Sessions sessions) : CookieAuthenticationEvents
{
    public override async Task SigningIn(CookieSigningInContext context)
    {
        var stopping = context.HttpContext.RequestAborted;
        var account = PortalClaims.AccountOf(context.Principal ?? new ClaimsPrincipal())
            ?? throw new InvalidOperationException("Only accounts sign in.");
        if (PortalClaims.SessionOf(context.HttpContext.User) is { } former)
            await sessions.EndAsync(former, stopping);
        var session = await sessions.StartAsync(account, BrowserName.Of(context.HttpContext.Request.Headers.UserAgent), stopping);
        context.Principal = new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(PortalClaims.Account, account.Value), new Claim(PortalClaims.Session, session.Id.Value)],
            IdentityConstants.ApplicationScheme));
        context.Properties.IsPersistent = true;
        context.Properties.ExpiresUtc = session.ExpiresAt;
    }

    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (context.Principal is { } principal
            && PortalClaims.SessionOf(principal) is { } id
            && await sessions.FindAsync(id, context.HttpContext.RequestAborted) is { } session
            && session.AccountId == PortalClaims.AccountOf(principal))
        {
            context.ReplacePrincipal(session.ToPrincipal());
            await sessions.SeeAsync(session, context.HttpContext.RequestAborted);
            return;
        }

        context.RejectPrincipal();
        await context.HttpContext.SignOutAsync(context.Scheme.Name);
    }

    public override async Task SigningOut(CookieSigningOutContext context)
    {
        // Ended even when the browser has gone away meanwhile.
        if (PortalClaims.SessionOf(context.HttpContext.User) is { } session)
            await sessions.EndAsync(session, CancellationToken.None);
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context) =>
        Answer(context, StatusCodes.Status401Unauthorized);

    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        Answer(context, StatusCodes.Status403Forbidden);

    // Pages send people on; programs get the bare status, which Hosting turns into a problem document.
    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (IsForPeople(context.HttpContext))
            context.Response.Redirect(context.RedirectUri);
        else
            context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static bool IsForPeople(HttpContext http) =>
        http.GetEndpoint() is { } endpoint
            ? endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
            : http.Request.GetTypedHeaders().Accept.Any(type => type.MediaType == "text/html");
}
