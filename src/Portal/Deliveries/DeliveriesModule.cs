using NodaTime;
using Portal.Access;
using Portal.Accounts;
using Portal.Client.Deliveries;

namespace Portal.Deliveries;

/// <summary>The door of Deliveries to the host.</summary>
internal static class DeliveriesModule
{
    public static IServiceCollection AddDeliveries(this IServiceCollection services) =>
        services
            .AddSingleton<DeliveryChanges>()
            .AddSingleton<RuleApprovals>()
            .AddSingleton<Fallbacks>()
            .AddSingleton<DeliveryRequests>()
            .AddSingleton<StandingRules>()
            .AddSingleton<DropOffSettings>()
            .AddSingleton<HandMadeDeliveries>()
            .AddSingleton<Answers>()
            .AddSingleton(DateTimeZoneProviders.Tzdb)
            .AddSingleton<OwnerAnswers>()
            .AddHostedService<ZoneRuleWatch>()
            .AddSingleton<IHouseholdEnd, ParcelErasure>()
            .AddSingleton<IKeptData, DeliveriesKeptData>()
            .AddSingleton<IRetention, ParcelRetention>()
            .AddSingleton<IMemberRights, HandMadeLinks>()
            .AddSingleton<IShownAccess, HandMadeLinks>()
            .AddSingleton<IGrantOutcome, GrantOutcome>()
            .AddSingleton<IAccessPointEnd, AccessPointEnd>()
            .AddSingleton<ITimerHandler, DeliveryLapses>()
            .AddScoped<IHouseholdDeliveries, HouseholdDeliveries>()
            .AddScoped<IHouseholdRules, HouseholdRules>();
}
