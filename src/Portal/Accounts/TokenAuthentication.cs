using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portal.Client;

namespace Portal.Accounts;

/// <summary>Knows a person's own program by its token, as the database has it at this call: one that was revoked a moment ago reads nothing.</summary>
internal sealed class TokenAuthentication(
    Sessions sessions, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "access-token";

    private const string Start = "Bearer " + AccessTokens.Prefix;
    private const int LongestHeader = 200;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Start, StringComparison.Ordinal) || header.Length > LongestHeader)
            return AuthenticateResult.NoResult();
        if (await sessions.FindByTokenAsync(header["Bearer ".Length..], Context.RequestAborted) is not { } session)
            return AuthenticateResult.Fail("No such token.");
        await sessions.SeeAsync(session, Context.RequestAborted);
        return AuthenticateResult.Success(new AuthenticationTicket(session.ToPrincipal(), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(StatusCodes.Status401Unauthorized, "token_invalid", "Send a valid token, 'Authorization: Bearer <token>', or sign in.")
            .ExecuteAsync(Context);
    }
}
