using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Portal.Client.Live;

namespace Portal.Live;

/// <summary>The bell's door to the host.</summary>
internal static class LiveModule
{
    public const string HubPath = "/live";

    private const int LargestMessage = 4 * 1024;
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddLive(this IServiceCollection services)
    {
        services.AddSignalR().AddHubOptions<LiveHub>(Bound);
        return services
            .AddSingleton<HouseholdFeeds>()
            .AddSingleton<LiveEntries>()
            .AddSingleton<LiveSubscriptions>()
            .AddScoped<IHouseholdFeed, HouseholdFeed>()
            .AddScoped<IHouseholdNeeds, HouseholdNeedsReader>()
            .AddHostedService<Bell>();
    }

    public static void MapLive(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMe();
        endpoints.MapHub<LiveHub>(HubPath, options =>
        {
            options.Transports = HttpTransportType.WebSockets;
            options.CloseOnAuthenticationExpiration = true;
        });
    }

    private static void Bound(HubOptions<LiveHub> options)
    {
        options.MaximumReceiveMessageSize = LargestMessage;
        options.MaximumParallelInvocationsPerClient = 1;
        options.HandshakeTimeout = Handshake;
        options.EnableDetailedErrors = false;
        options.DisableImplicitFromServicesParameters = true;
    }
}
