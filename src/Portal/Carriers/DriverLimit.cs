using System.Threading.RateLimiting;
using Portal.Accounts;
using Portal.Client;

namespace Portal.Carriers;

/// <summary>How often one phone may load or ask, and how often one address may try links.</summary>
internal static class DriverLimit
{
    public const string Policy = "driver";

    private const int CallsAtOnce = 60;
    private const int CallsPerSecond = 2;

    public static RateLimitPartition<string> Of(HttpContext http) =>
        RateLimitPartition.GetTokenBucketLimiter(
            CallerOf(http),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = CallsAtOnce,
                TokensPerPeriod = CallsPerSecond,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
                QueueLimit = 0,
            });

    // The cookie itself is not kept in memory; whether it is right is asked later.
    private static string CallerOf(HttpContext http) =>
        http.Request.Cookies[DriverSessions.Cookie] is { } secret
            ? Convert.ToHexString(Secrets.Hash(secret))
            : ClientAddress.Of(http.Connection.RemoteIpAddress);
}
