using Microsoft.Extensions.Options;
using Portal.Client.Demo;

namespace Portal.Demo;

/// <summary>The demo's door to the host. Outside of Development nothing of it is there: no service, no account, no line.</summary>
internal static class DemoModule
{
    private const string ConnectionString = "Portal:Storage:ConnectionString";

    public static WebApplicationBuilder AddDemo(this WebApplicationBuilder builder)
    {
        if (!builder.Environment.IsDevelopment())
            return builder;
        var services = builder.Services;
        services.AddOptions<DemoOptions>().BindConfiguration(DemoOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<DemoOptions>, DemoOptionsValidator>();
        services.AddSingleton(provider => DemoFolder.Beside(
            provider.GetRequiredService<IConfiguration>()[ConnectionString],
            provider.GetRequiredService<IHostEnvironment>().ContentRootPath));
        services
            .AddSingleton<DemoStage>()
            .AddSingleton<DemoMaker>()
            .AddSingleton<DemoSeed>()
            .AddSingleton<DemoDevices>()
            .AddSingleton<DemoCarrier>()
            .AddSingleton<DemoDriver>()
            .AddScoped<IDemoPanel, DemoPanel>()
            .AddHostedService<DemoStart>();
        return builder;
    }
}
