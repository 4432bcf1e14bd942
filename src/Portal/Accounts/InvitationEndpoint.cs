using Microsoft.AspNetCore.Mvc;
using Portal.Client;
using Portal.Client.Accounts;

namespace Portal.Accounts;

/// <summary>Takes the token of an invitation out of the address into a cookie, where it waits while its person signs in or registers (S32).</summary>
internal static class InvitationEndpoint
{
    private const int LongestToken = 64;
    private static readonly TimeSpan Waits = TimeSpan.FromHours(1);

    public static void MapInvitations(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/join/take", Take).AllowAnonymous().RequireRateLimiting(RateLimits.Guess);

    private static IResult Take([FromForm] string token, HttpContext http)
    {
        if (token.Length is > 0 and <= LongestToken)
            http.Response.Cookies.Append(JoinCookie.Name, token, JoinCookie.Options(Waits));
        return TypedResults.LocalRedirect("/join");
    }
}
