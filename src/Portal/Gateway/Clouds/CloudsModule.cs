using Microsoft.Extensions.Options;
using Portal.Client.Gateway;

namespace Portal.Gateway.Clouds;

/// <summary>What of makers' clouds joins in with the gateway.</summary>
internal static class CloudsModule
{
    public static IServiceCollection AddClouds(this IServiceCollection services)
    {
        services.AddOptions<SeamOptions>().BindConfiguration(SeamOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SeamOptions>, SeamOptionsValidator>();
        services.AddOptions<VolvoOptions>().BindConfiguration(VolvoOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<VolvoOptions>, VolvoOptionsValidator>();
        AddClient(services, SeamApi.Client, SeamApi.Patience, SeamApi.LargestAnswer);
        AddClient(services, VolvoApi.Client, VolvoApi.Patience, VolvoApi.LargestAnswer);
        AddVolvo(services);
        return services
            .AddSingleton<SeamApi>()
            .AddSingleton<IMakerCloud, SeamCloud>()
            .AddSingleton<MakerClouds>()
            .AddSingleton(provider => new OfferedMakers([.. provider.GetRequiredService<MakerClouds>().Offered.Select(cloud => cloud.Maker)]))
            .AddSingleton<CloudSeal>()
            .AddSingleton<CloudLines>()
            .AddSingleton<CloudHearing>()
            .AddSingleton<CloudCommands>()
            .AddSingleton<CloudLinks>()
            .AddSingleton<CloudChoices>()
            .AddSingleton<CloudUses>()
            .AddSingleton<CloudCodes>()
            .AddSingleton<CloudCodeWatch>()
            .AddSingleton<CloudPolls>()
            .AddSingleton<CloudLinkWatch>()
            .AddHostedService(provider => provider.GetRequiredService<CloudPolls>())
            .AddHostedService(provider => provider.GetRequiredService<CloudCodeWatch>())
            .AddHostedService(provider => provider.GetRequiredService<CloudLinkWatch>())
            .AddScoped<IHouseholdClouds, HouseholdClouds>();
    }

    private static void AddVolvo(IServiceCollection services) => services
        .AddSingleton<VolvoSignIn>()
        .AddSingleton<VolvoTokens>()
        .AddSingleton<VolvoBudget>()
        .AddSingleton<VolvoApi>()
        .AddSingleton<VolvoLinks>()
        .AddSingleton<IMakerCloud, VolvoCloud>();

    /// <summary>A client that goes nowhere else than it was sent, keeps nothing between calls, and writes no address into a log.</summary>
    private static void AddClient(IServiceCollection services, string name, TimeSpan patience, int largestAnswer) =>
        services.AddHttpClient(name, client =>
            {
                client.Timeout = patience;
                client.MaxResponseContentBufferSize = largestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
}
