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
        services.AddHttpClient(SeamApi.Client, client =>
            {
                client.Timeout = SeamApi.Patience;
                client.MaxResponseContentBufferSize = SeamApi.LargestAnswer;
            })
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
            .RemoveAllLoggers();
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
}
