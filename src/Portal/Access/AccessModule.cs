using System.Security.Cryptography;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Storage;

namespace Portal.Access;

/// <summary>Access' door to the host.</summary>
internal static class AccessModule
{
    private const string CodeKeyFile = "grant-code.key";
    private const int CodeKeyBytes = 32;

    public static IServiceCollection AddAccess(this IServiceCollection services)
    {
        services.AddSingleton(provider => new GrantSecrets(
            provider.GetRequiredService<KeyFolder>().LoadOrMake(CodeKeyFile, () => RandomNumberGenerator.GetBytes(CodeKeyBytes))));
        services
            .AddSingleton<TrustedClock>()
            .AddSingleton<Alerts>()
            .AddSingleton<DeviceAlerts>()
            .AddSingleton<EventAlerts>()
            .AddSingleton<HandOpenings>()
            .AddSingleton<OfflineDigest>()
            .AddSingleton<Openings>()
            .AddSingleton<OfflineUses>()
            .AddSingleton<OfflineLists>()
            .AddSingleton<OfflineSettings>()
            .AddSingleton<MakerCodes>()
            .AddSingleton<GrantCodes>()
            .AddSingleton<DeviceReports>()
            .AddSingleton<CommandResults>()
            .AddSingleton<Grants>()
            .AddSingleton<AttemptScenes>()
            .AddSingleton<Keypads>()
            .AddSingleton<GrantDecisions>()
            .AddSingleton<GrantOpenings>()
            .AddSingleton<Freshness>()
            .AddSingleton<AccessPoints>()
            .AddSingleton<OwnerCommands>()
            .AddSingleton<AlertAnswers>()
            .AddSingleton<ReadinessAnswers>()
            .AddSingleton<DeviceSecrets>()
            .AddSingleton<Pairings>()
            .AddSingleton<PairingClaims>()
            .AddSingleton<CloudPairings>()
            .AddSingleton<CloudStandings>()
            .AddSingleton<IHouseholdEnd, PlaceErasure>()
            .AddSingleton<IKeptData, AccessKeptData>()
            .AddSingleton<IRetention, PictureRetention>()
            .AddSingleton<IRetention, ActivityRetention>()
            .AddSingleton<DeviceReleases>()
            .AddSingleton<AccessPointRemovals>()
            .AddSingleton<DeviceTrust>()
            .AddSingleton<KeyRotations>()
            .AddSingleton<Snapshots>()
            .AddSingleton<AccessPointSettings>()
            .AddSingleton<DeviceHealth>()
            .AddSingleton<DeviceAsks>()
            .AddSingleton<ActivityExport>();
        services
            .AddScoped<IHouseholdAccess, HouseholdAccess>()
            .AddScoped<IHouseholdDevices, HouseholdDevices>()
            .AddScoped<IHouseholdOffline, HouseholdOffline>()
            .AddScoped<IHouseholdPlaces, HouseholdPlaces>()
            .AddScoped<IHouseholdActivity, HouseholdActivity>();
        services
            .AddSingleton<ITimerHandler, LeftOpenTimer>()
            .AddSingleton<ITimerHandler, NotRelockedTimer>()
            .AddSingleton<ITimerHandler, NeverOpenedTimer>()
            .AddSingleton<ITimerHandler, OpenTooLongTimer>()
            .AddSingleton<ITimerHandler, SilentTooLongTimer>()
            .AddSingleton<ITimerHandler, ContactLostTimer>()
            .AddSingleton<ITimerHandler, GrantEndsTimer>()
            .AddSingleton<ITimerHandler, WindowBeginsTimer>()
            .AddSingleton<ITimerHandler, WindowNearTimer>()
            .AddSingleton<ITimerHandler, EscalationTimer>()
            .AddSingleton<ITimerHandler, ReadinessTimer>()
            .AddSingleton<ITimerHandler>(provider => provider.GetRequiredService<HandOpenings>())
            .AddSingleton<ITimerHandler>(provider => provider.GetRequiredService<OfflineDigest>())
            .AddSingleton<ITimerHandler, CarPositions>()
            .AddSingleton<ITimerHandler, CommandSilence>()
            .AddSingleton<ITimerHandler, PairingEnds>();
        services.AddHostedService<TimerWatch>();
        services.AddHostedService<ClockWatch>();
        services.AddHostedService<Relocks>();
        return services;
    }

    public static void MapAccess(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapSnapshots().MapCarPhotos();
        ActivityExport.Map(endpoints);
    }
}
