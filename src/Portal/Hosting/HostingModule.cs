using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Portal.Client;
using Portal.Client.Controls;
using Portal.Storage;

namespace Portal.Hosting;

/// <summary>What every request passes, and what the program as a whole needs.</summary>
internal static class HostingModule
{
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(Limits.Bound);
        services.AddOptions<HostingOptions>().BindConfiguration(HostingOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<HostingOptions>, HostingOptionsValidator>();
        services.AddSingleton(provider => new PublicUrl(new Uri(provider.GetRequiredService<IOptions<HostingOptions>>().Value.PublicUrl)));
        services.AddSingleton(provider => new MapSource(provider.GetRequiredService<IOptions<HostingOptions>>().Value.Map.Tiles));
        services.AddSingleton(TimeProvider.System);
        // What is said once, to whoever started the portal, and not to the log.
        services.AddSingleton(Console.Out);
        services.AddSingleton<Health>();
        services.AddExceptionHandler<Faults>();
        services.AddProblemDetails();
        services.AddRateLimits();
        services.AddAntiforgery(options => options.Cookie = new FormCookie());
        services.ConfigureHttpJsonOptions(options => PortalJson.Configure(options.SerializerOptions));
        services.AddRazorComponents().AddInteractiveServerComponents();
        AddKeys(services);
        return builder;
    }

    public static WebApplication UseHosting(this WebApplication app)
    {
        app.Use(LingeringClose.InvokeAsync);
        app.UseKnownProxies();
        app.UseLanguage();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/error",
            CreateScopeForErrors = true,
            SuppressDiagnosticsCallback = _ => false,
        });
        app.Use(Pages.AskForThePage);
        app.UseMiddleware<SecurityHeaders>();
        app.UseStatusAnswers();
        app.UseRouting();
        app.UseMiddleware<OriginCheck>();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseAntiforgery();
        return app;
    }

    public static void MapHosting(this IEndpointRouteBuilder endpoints)
    {
        var health = endpoints.MapGroup("/health").AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Ok(new { status = "live" }));
        health.MapGet("/ready", (Health ready) => ready.ReadyAsync());
        endpoints.MapStaticAssets().AllowAnonymous();
    }

    // The keys lie beside the database, never in it: a stolen file of either is of little use (S36).
    private static void AddKeys(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("portal");
        services.AddOptions<KeyManagementOptions>().Configure<KeyFolder, ILoggerFactory>(
            (keys, folder, logs) => keys.XmlRepository = new FileSystemXmlRepository(folder.Create(), logs));
    }
}
