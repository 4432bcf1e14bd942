using System.Security.Cryptography;
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
            .AddSingleton<Alerts>()
            .AddSingleton<DeviceAlerts>()
            .AddSingleton<Openings>()
            .AddSingleton<DeviceReports>()
            .AddSingleton<CommandResults>()
            .AddSingleton<Grants>()
            .AddSingleton<GrantOpenings>()
            .AddSingleton<Freshness>();
        services
            .AddSingleton<ITimerHandler, LeftOpenTimer>()
            .AddSingleton<ITimerHandler, NotRelockedTimer>()
            .AddSingleton<ITimerHandler, NeverOpenedTimer>()
            .AddSingleton<ITimerHandler, OpenTooLongTimer>()
            .AddSingleton<ITimerHandler, SilentTooLongTimer>()
            .AddSingleton<ITimerHandler, ContactLostTimer>()
            .AddSingleton<ITimerHandler, GrantEndsTimer>();
        services.AddHostedService<TimerWatch>();
        return services;
    }
}
