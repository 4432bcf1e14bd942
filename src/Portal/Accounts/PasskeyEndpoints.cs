using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Mvc;
using Portal.Client;
using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>
/// What <c>wwwroot/js/passkey.js</c> calls. Each way has two calls: <c>…/options</c> answers with what the browser is to sign, and the
/// form that it sends then brings what it signed.
/// </summary>
internal static class PasskeyEndpoints
{
    /// <summary>A credential is a few kilobytes; ours ask for no attestation.</summary>
    private const int LongestCredential = 32 * 1024;

    public static void MapPasskeys(this IEndpointRouteBuilder endpoints)
    {
        var forms = endpoints.MapGroup("").AddEndpointFilter(CheckFormAsync).RequireRateLimiting(RateLimits.Guess);
        forms.MapPost("/sign-in/passkey/options", BeginShowingAsync).AllowAnonymous();
        forms.MapPost("/sign-in/passkey", SignInAsync).AllowAnonymous().DisableAntiforgery();
        forms.MapPost("/confirm/passkey/options", BeginShowingAsync).RequireAuthorization();
        forms.MapPost("/confirm/passkey", ConfirmAsync).RequireAuthorization().DisableAntiforgery();
        forms.MapPost("/settings/passkeys/options", BeginNewAsync).RequireAuthorization();
        forms.MapPost("/settings/passkeys", AddAsync).RequireAuthorization().DisableAntiforgery();
    }

    // In one place and for all six, with the answer that a script can read; the framework's own check is off where it would come first.
    private static async ValueTask<object?> CheckFormAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        return await http.RequestServices.GetRequiredService<IAntiforgery>().IsRequestValidAsync(http)
            ? await next(context)
            : Problems.Of(StatusCodes.Status400BadRequest, "form_expired", "Load the page again.");
    }

    private static async Task<IResult> BeginShowingAsync(Passkeys passkeys, CancellationToken cancellationToken) =>
        TypedResults.Text(await passkeys.BeginShowingAsync(cancellationToken), "application/json");

    private static async Task<IResult> BeginNewAsync(NewPasskeys passkeys, CancellationToken cancellationToken) =>
        await passkeys.BeginAsync(cancellationToken) is { } options
            ? TypedResults.Text(options, "application/json")
            : Problems.Of(StatusCodes.Status403Forbidden, "sign_in_again", "Confirm that it is you.");

    private static async Task<IResult> SignInAsync(
        [FromForm] string credential, [FromForm] string? returnUrl, Passkeys passkeys, CancellationToken cancellationToken) =>
        IsShort(credential) && await passkeys.SignInAsync(credential, cancellationToken)
            ? TypedResults.LocalRedirect(LocalAddress.Of(returnUrl))
            : TypedResults.LocalRedirect(Again("/sign-in", returnUrl));

    private static async Task<IResult> ConfirmAsync(
        [FromForm] string credential, [FromForm] string? returnUrl, Passkeys passkeys, CancellationToken cancellationToken) =>
        IsShort(credential) && await passkeys.ConfirmAsync(credential, cancellationToken)
            ? TypedResults.LocalRedirect(LocalAddress.Of(returnUrl))
            : TypedResults.LocalRedirect(Again("/confirm", returnUrl));

    private static async Task<IResult> AddAsync([FromForm] string credential, NewPasskeys passkeys, CancellationToken cancellationToken)
    {
        var outcome = IsShort(credential) ? await passkeys.AddAsync(credential, cancellationToken) : SecurityOutcome.Refused;
        return TypedResults.LocalRedirect(outcome switch
        {
            SecurityOutcome.Done => "/settings?passkey=added",
            SecurityOutcome.SignInAgain => "/confirm?returnUrl=%2Fsettings",
            _ => "/settings?passkey=refused",
        });
    }

    private static bool IsShort(string credential) => credential.Length is > 0 and <= LongestCredential;

    private static string Again(string page, string? returnUrl) =>
        $"{page}?passkey=refused&returnUrl={Uri.EscapeDataString(LocalAddress.Of(returnUrl))}";
}
