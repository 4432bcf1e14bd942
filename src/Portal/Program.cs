using Portal.Access;
using Portal.Accounts;
using Portal.Carriers;
using Portal.Client;
using Portal.Deliveries;
using Portal.Demo;
using Portal.Gateway;
using Portal.Hosting;
using Portal.Ledger;
using Portal.Live;
using Portal.Notifications;
using Portal.Storage;
using Portal.Support;

namespace Portal;

/// <summary>The table of contents: which folders there are, and in which order they join in.</summary>
internal static class Program
{
    public static Task<int> Main(string[] args)
    {
        Languages.Begin();
        return CommandLine.IsCommand(args)
            ? CommandLine.RunAsync(args, LedgerCommands.Create(BuildForCommand), UserCommands.Create(BuildForCommand))
            : StartUp.ServeAsync(() => Build(args, _ => { }));
    }

    /// <summary>The whole portal with its storage open, ready to start.</summary>
    /// <param name="args">Settings, as on the command line.</param>
    /// <param name="adjust">What a test replaces: the clock, settings.</param>
    internal static WebApplication Build(string[] args, Action<WebApplicationBuilder> adjust)
    {
        var app = CreateBuilder(args, adjust).Build();
        app.CheckSettings();
        app.OpenStorage();
        app.UseHosting();
        app.MapHosting();
        app.MapLedger();
        app.MapAccounts();
        app.MapAccess();
        app.MapGateway();
        app.MapCarriers();
        app.MapLive();
        app.MapNotifications();
        // Hosting writes the whole policy (S32); the render mode's own one would stand in its place.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        return app;
    }

    private static WebApplicationBuilder CreateBuilder(string[] args, Action<WebApplicationBuilder> adjust)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(Program).Assembly.GetName().Name,
            ContentRootPath = ContentRoot.Find(),
        });
        builder.AddHosting();
        builder.Services.AddScreens();
        builder.Services.AddStorage();
        builder.Services.AddLedger();
        builder.Services.AddAccounts();
        builder.Services.AddAccess();
        builder.Services.AddDeliveries();
        builder.Services.AddCarriers();
        builder.Services.AddGateway();
        builder.Services.AddLive();
        builder.Services.AddNotifications();
        builder.AddDemo();
        builder.Services.AddSupport();
        adjust(builder);
        return builder;
    }

    // A command says what it has to say itself; the log would only stand in between.
    private static IHost BuildForCommand()
    {
        var host = CreateBuilder([], builder => builder.Logging.ClearProviders()).Build();
        host.CheckSettings();
        return host;
    }
}
