using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Portal.Accounts;

/// <summary>Ties the cookie to a session in the database: every request asks whether it is alive; signing out ends it.</summary>
internal sealed class SessionCookie(Sessions sessions) : CookieAuthenticationEvents
{
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
