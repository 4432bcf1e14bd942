using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.Options;
using Portal.Access;
using Portal.Device.Protocol;
using Portal.Gateway.Clouds;

namespace Portal.Gateway;

/// <summary>The gateway's door to the host.</summary>
internal static class GatewayModule
{
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddGateway(this IServiceCollection services)
    {
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, DeviceAuthentication>(DeviceAuthentication.Name, _ => { });
        services.AddSignalR()
            .AddJsonProtocol(options => GatewayJson.Apply(options.PayloadSerializerOptions))
            .AddHubOptions<DeviceHub>(Bound);
        // The last of a name wins: this one stands before SignalR's own.
        services.AddSingleton<IHubProtocol, OneArgumentProtocol>();
        // Every refusal would be an error there; ours are logged by HubFaults.
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.SignalR.Internal.DefaultHubDispatcher", LogLevel.None));
        services
            .AddSingleton<DeviceTokens>()
            .AddSingleton<SignInTurns>()
            .AddSingleton<ClaimLimits>()
            .AddSingleton<DeviceMeters>()
            .AddSingleton<IDeviceRefusals>(provider => provider.GetRequiredService<DeviceMeters>())
            .AddSingleton<Connections>()
            .AddSingleton<DeviceLinks>()
            .AddSingleton<IDeviceLink>(provider => provider.GetRequiredService<DeviceLinks>())
            .AddSingleton<Arrivals>()
            .AddSingleton<Heartbeats>()
            .AddSingleton<HubFaults>()
            .AddSingleton<OvertakenLines>()
            .AddSingleton<OfflineNews>()
            .AddHostedService<PairingNews>()
            .AddHostedService<LineEnds>()
            .AddHostedService(provider => provider.GetRequiredService<OfflineNews>());
        return services.AddClouds();
    }

    public static void MapGateway(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapClaim();
        endpoints.MapKey();
        endpoints.MapDeviceSnapshots();
        endpoints.MapHub<DeviceHub>(GatewayPaths.Hub, options => options.Transports = HttpTransportType.WebSockets).WithPatience();
        endpoints.MapSeamWebhook();
        endpoints.MapVolvoReturn();
    }

    private static void Bound(HubOptions<DeviceHub> options)
    {
        options.MaximumReceiveMessageSize = GatewayLimits.MessageBytes;
        options.MaximumParallelInvocationsPerClient = 1;
        options.HandshakeTimeout = Handshake;
        options.EnableDetailedErrors = false;
        options.DisableImplicitFromServicesParameters = true;
        options.AddFilter<HubFaults>();
        options.AddFilter<OvertakenLines>();
    }
}
