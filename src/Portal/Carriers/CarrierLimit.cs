using System.Security.Cryptography;
using System.Text;
using System.Threading.RateLimiting;
using Portal.Client;

namespace Portal.Carriers;

/// <summary>How often one key may call; calls without a key count by their address.</summary>
internal static class CarrierLimit
{
    public const string Policy = "carrier";

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static RateLimitPartition<string> Of(HttpContext http, CarriersOptions options) =>
        RateLimitPartition.GetTokenBucketLimiter(
            CallerOf(http),
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = options.CallsAtOnce,
                TokensPerPeriod = options.CallsPerSecond,
                ReplenishmentPeriod = Second,
                QueueLimit = 0,
            });

    // The key itself is not kept in memory; whether it is right is asked later.
    private static string CallerOf(HttpContext http)
    {
        var key = http.Request.Headers.Authorization.ToString();
        return key.Length == 0
            ? ClientAddress.Of(http.Connection.RemoteIpAddress)
            : Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
    }
}
