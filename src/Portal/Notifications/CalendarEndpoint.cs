using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Microsoft.Net.Http.Headers;
using Portal.Client;

namespace Portal.Notifications;

/// <summary>
/// <c>GET /calendar/{secret}.ics</c>: read by calendar programs, which have no account and keep the address (S32). A secret that was never
/// one, one that was replaced and one whose member has left are answered alike.
/// </summary>
internal static class CalendarEndpoint
{
    public const string Policy = "calendar";

    private const int LongestSecret = 64;
    private const int CallsAtOnce = 120;
    private const int CallsPerSecond = 2;

    public static string PathOf(string secret) => $"/calendar/{secret}.ics";

    public static void MapCalendar(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/calendar/{secret}.ics", ShowAsync).AllowAnonymous().RequireRateLimiting(Policy).ExcludeFromDescription();

    /// <summary>A service that fetches for many people comes from one address: the bound is on load, not on guesses, which are hopeless.</summary>
    public static RateLimitPartition<string> Limit(HttpContext http) =>
        RateLimitPartition.GetTokenBucketLimiter(
            ClientAddress.Of(http.Connection.RemoteIpAddress),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = CallsAtOnce,
                TokensPerPeriod = CallsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            });

    private static async Task<IResult> ShowAsync(string secret, HttpContext http, CalendarFeeds feeds, PublicUrl publicUrl)
    {
        if (secret.Length > LongestSecret || await feeds.ReadAsync(secret, http.RequestAborted) is not { } read)
            return Problems.Of(StatusCodes.Status404NotFound, "calendar_not_found", "There is no calendar at this address, or not any more.");
        using var spoken = Languages.Speak(read.Language);
        var bytes = Encoding.UTF8.GetBytes(CalendarFile.Of(read.Windows, publicUrl));

        // Each fetch asks again, so that what was removed is gone; only the bytes are spared where nothing changed. No shared cache keeps it.
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Bytes(
            bytes, "text/calendar; charset=utf-8", entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 16))}\""));
    }
}
