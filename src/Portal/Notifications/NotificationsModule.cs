using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Portal.Client.Notifications;
using Portal.Client.Operator;
using Portal.Storage;

namespace Portal.Notifications;

/// <summary>The door of Notifications to the host.</summary>
internal static class NotificationsModule
{
    public static IServiceCollection AddNotifications(this IServiceCollection services) => services.AddMail().AddPush().AddNotices().AddCalendar();

    public static void MapNotifications(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapNotices();
        endpoints.MapCalendar();
    }

    private static IServiceCollection AddMail(this IServiceCollection services)
    {
        services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>()
            .AddSingleton<MailFolder>()
            .AddSingleton<MailServer>()
            .AddSingleton<MailOut>()
            .AddSingleton<IMailOut>(provider => provider.GetRequiredService<MailOut>())
            .AddSingleton<MailTrials>()
            .AddScoped<IOperatorSystem, OperatorSystem>()
            .AddHostedService<MailDelivery>();
    }

    private static IServiceCollection AddPush(this IServiceCollection services)
    {
        services.AddOptions<PushOptions>().BindConfiguration(PushOptions.Section).ValidateOnStart();
        services.AddSingleton<PushDestinations>();
        services.AddHttpClient(PushService.Client, client => client.Timeout = PushService.Patience)
            .RemoveAllLoggers() // They would write down where a browser is reached.
            .ConfigurePrimaryHttpMessageHandler(provider => new SocketsHttpHandler
            {
                AllowAutoRedirect = false,
                UseCookies = false,
                UseProxy = false,
                ConnectCallback = provider.GetRequiredService<PushDestinations>().ConnectAsync,
            });
        return services
            .AddSingleton<IValidateOptions<PushOptions>, PushOptionsValidator>()
            .AddSingleton(provider => VapidKey.LoadOrMake(provider.GetRequiredService<KeyFolder>()))
            .AddSingleton<PushSeal>()
            .AddSingleton<PushOut>()
            .AddSingleton<PushService>()
            .AddSingleton<PushBrowsers>()
            .AddSingleton<INoticeReach, NoticeReach>()
            .AddSingleton<IKeptData, NotificationsKeptData>()
            .AddHostedService<PushDelivery>();
    }

    private static IServiceCollection AddNotices(this IServiceCollection services) =>
        services
            .AddSingleton<NoticeMeans>()
            .AddSingleton<NoticeOut>()
            .AddSingleton<IMemberRights, WaitingNotices>()
            .AddScoped<INotices, Notices>()
            .AddHostedService<Notifier>();

    private static IServiceCollection AddCalendar(this IServiceCollection services)
    {
        services.Configure<RateLimiterOptions>(limiter => limiter.AddPolicy(CalendarEndpoint.Policy, CalendarEndpoint.Limit));
        return services.AddSingleton<CalendarFeeds>().AddScoped<ICalendarFeeds, HouseholdCalendarFeeds>().AddScoped<IAccessReviews, AccessReviews>();
    }
}
