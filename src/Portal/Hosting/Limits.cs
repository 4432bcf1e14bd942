using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Portal.Client;

namespace Portal.Hosting;

/// <summary>Bounds on what strangers may send (S35). Features add limits of their own beside their endpoints.</summary>
internal static class Limits
{
    /// <summary>Bodies of forms and requests; an endpoint that takes photos says so itself.</summary>
    private const long LargestBody = 256 * 1024;
    private const int MostConnections = 15_000;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void Bound(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = LargestBody;
        kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
        kestrel.Limits.MaxRequestLineSize = 8 * 1024;
        kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        kestrel.Limits.MaxConcurrentConnections = MostConnections;
        kestrel.Limits.MaxConcurrentUpgradedConnections = MostConnections;
    }

    public static void AddRateLimits(this IServiceCollection services)
    {
        services.AddRateLimiter(_ => { });
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<HostingOptions>>((limiter, hosting) =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = SayWhenAgain;
            // A name to stand under; both of its budgets are below, where their order is ours.
            limiter.AddPolicy(RateLimits.Guess, _ => RateLimitPartition.GetNoLimiter(""));
            limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
                Guesses(AddressOf, hosting.Value.Limits.GuessesPerMinute), Guesses(CrowdOf, hosting.Value.Limits.GuessesPerMinuteInAll));
        });
    }

    private static PartitionedRateLimiter<HttpContext> Guesses(Func<HttpContext, string> who, int permits) =>
        PartitionedRateLimiter.Create<HttpContext, string>(
            http => IsGuess(http) ? FixedWindow(who(http), permits) : RateLimitPartition.GetNoLimiter(""));

    /// <summary>Asked first: what one address sends over its own budget takes nothing from the others' (S29).</summary>
    private static string AddressOf(HttpContext http) => ClientAddress.Of(http.Connection.RemoteIpAddress);

    /// <summary>Strangers from everywhere take nothing from whoever is signed in and confirms.</summary>
    private static string CrowdOf(HttpContext http) => http.User.Identity is { IsAuthenticated: true } ? "signed in" : "strangers";

    private static RateLimitPartition<string> FixedWindow(string key, int permits) =>
        RateLimitPartition.GetFixedWindowLimiter(
            key, _ => new FixedWindowRateLimiterOptions { PermitLimit = permits, Window = Window, QueueLimit = 0 });

    private static bool IsGuess(HttpContext http) =>
        IsPost(http) && http.GetEndpoint()?.Metadata.GetMetadata<EnableRateLimitingAttribute>()?.PolicyName == RateLimits.Guess;

    private static bool IsPost(HttpContext http) => !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method);

    private static ValueTask SayWhenAgain(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : Window;
        context.HttpContext.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ValueTask.CompletedTask;
    }
}
