using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portal.Client;
using Portal.Device.Protocol;

namespace Portal.Gateway;

/// <summary>Signs a device in by the token that it made itself: in the header, or in the query for clients that cannot set headers.</summary>
internal sealed class DeviceAuthentication(
    DeviceTokens tokens, SignInTurns turns, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Device";

    private const string Bearer = "Bearer ";
    private const string Ends = "exp";
    private const string Busy = "Too many devices sign in at once. Wait and try again.";

    /// <summary>When the token of whoever is signed in ends: the connection ends then.</summary>
    public static DateTimeOffset TokenEnds(ClaimsPrincipal? device) =>
        long.TryParse(device?.FindFirstValue(Ends), NumberStyles.None, CultureInfo.InvariantCulture, out var ends)
            ? DateTimeOffset.FromUnixTimeSeconds(ends)
            : DateTimeOffset.MinValue;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Token() is not { } token)
            return AuthenticateResult.NoResult();
        using var turn = await turns.TakeAsync(Context.RequestAborted);
        if (turn is null)
            return AuthenticateResult.Fail(Busy);
        return await tokens.ReadAsync(token, Context.RequestAborted) switch
        {
            TokenReading.Valid valid => AuthenticateResult.Success(Ticket(valid)),
            TokenReading.Refused refused => AuthenticateResult.Fail(refused.Hint),
            _ => AuthenticateResult.NoResult(),
        };
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var result = await HandleAuthenticateOnceSafeAsync();
        if (result.Failure?.Message == Busy)
        {
            Response.Headers.RetryAfter = "1";
            await Problems.Of(StatusCodes.Status503ServiceUnavailable, GatewayErrorCodes.RateLimited, Busy).ExecuteAsync(Context);
            return;
        }

        Response.Headers.WWWAuthenticate = result.Failure is null ? "Bearer" : "Bearer error=\"invalid_token\"";
        var hint = result.Failure?.Message ?? "Sign in with a device token in the Authorization header.";
        await Problems.Of(StatusCodes.Status401Unauthorized, "sign_in_refused", hint).ExecuteAsync(Context);
    }

    private string? Token()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return header[Bearer.Length..].Trim();
        return Request.Query.TryGetValue(DeviceToken.QueryParameter, out var query) ? query.ToString() : null;
    }

    private static AuthenticationTicket Ticket(TokenReading.Valid valid)
    {
        var ends = valid.ExpiresAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, valid.Device.Value), new Claim(Ends, ends)], Name);
        return new AuthenticationTicket(
            new ClaimsPrincipal(identity), new AuthenticationProperties { ExpiresUtc = valid.ExpiresAt }, Name);
    }
}
