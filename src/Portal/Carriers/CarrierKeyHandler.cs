using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Carriers;
using Portal.Storage;

namespace Portal.Carriers;

/// <summary>
/// Knows a carrier by its key, as the database has it at this call: a key that was revoked or a carrier that was suspended a moment ago
/// gets nothing. The key is compared by its hash (S36).
/// </summary>
internal sealed class CarrierKeyHandler(
    Database database, TimeProvider time, IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "carrier-key";
    public const string ScopeClaim = "scope";
    public const string StandingClaim = "standing";

    private const string Bearer = "Bearer ";
    private const int LongestKey = 200;

    /// <summary>The carrier that calls; only behind a policy of this scheme.</summary>
    public static CarrierId CarrierOf(ClaimsPrincipal principal) =>
        PortalId.TryParse<CarrierId>(principal.FindFirstValue(ClaimTypes.NameIdentifier), out var id)
            ? id
            : throw new InvalidOperationException("This endpoint is not behind the carriers' policy.");

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) || header.Length > Bearer.Length + LongestKey)
            return AuthenticateResult.NoResult();
        var hash = CarrierKey.Hash(header[Bearer.Length..].Trim());
        var now = time.GetUtcNow();
        var found = await database.ReadAsync(connection => CarrierStore.FindByKey(connection, hash, now), Context.RequestAborted);
        return found is null
            ? AuthenticateResult.Fail("No such key.")
            : AuthenticateResult.Success(new AuthenticationTicket(ToPrincipal(found), SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Of(StatusCodes.Status401Unauthorized, "key_invalid", "Send a valid key: 'Authorization: Bearer <key>'.")
            .ExecuteAsync(Context);
    }

    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var user = (await HandleAuthenticateOnceSafeAsync()).Principal;
        var problem = user?.FindFirstValue(StandingClaim) == Words.Of(CarrierState.Verified)
            ? Problems.Of(StatusCodes.Status403Forbidden, "scope_missing", "This key may not be used for this call. Ask for one that may.")
            : Problems.Of(
                StatusCodes.Status403Forbidden, "carrier_not_verified", "The operator of this portal has not verified you, or suspended you.");
        await problem.ExecuteAsync(Context);
    }

    private static ClaimsPrincipal ToPrincipal(CarrierKeyHolder holder)
    {
        var identity = new ClaimsIdentity(SchemeName);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, holder.CarrierId.Value));
        identity.AddClaim(new Claim(StandingClaim, holder.Standing));
        foreach (var scope in holder.Scopes.Split(' '))
            identity.AddClaim(new Claim(ScopeClaim, scope));
        return new ClaimsPrincipal(identity);
    }
}
