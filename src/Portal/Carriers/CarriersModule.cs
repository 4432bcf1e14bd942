using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using Portal.Accounts;
using Portal.Client;
using Portal.Client.Operator;

namespace Portal.Carriers;

/// <summary>The door of Carriers to the host.</summary>
internal static class CarriersModule
{
    public const string ApiPath = "/api/v1";

    public static IServiceCollection AddCarriers(this IServiceCollection services)
    {
        services.AddOptions<CarriersOptions>().BindConfiguration(CarriersOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<CarriersOptions>, CarriersOptionsValidator>();
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, CarrierKeyHandler>(CarrierKeyHandler.SchemeName, _ => { });
        CarrierPolicies.Add(services.AddAuthorizationBuilder());
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<CarriersOptions>>(
            (limiter, options) => limiter
                .AddPolicy(CarrierLimit.Policy, http => CarrierLimit.Of(http, options.Value))
                .AddPolicy(DriverLimit.Policy, DriverLimit.Of));
        services.AddOpenApi(ApiDocument.Name, ApiDocument.Describe);
        return services
            .AddSingleton<AccessHandover>()
            .AddSingleton<DeliveriesApi>()
            .AddSingleton<AccessApi>()
            .AddSingleton<DriverSessions>()
            .AddSingleton<DriverViews>()
            .AddSingleton<DriverStreams>()
            .AddSingleton<DriverPages>()
            .AddSingleton<CarrierRegister>()
            .AddScoped<IOperatorCarriers, OperatorCarriers>();
    }

    public static void MapCarriers(this IEndpointRouteBuilder endpoints)
    {
        var api = endpoints.MapGroup(ApiPath).RequireRateLimiting(CarrierLimit.Policy).WithGroupName(ApiDocument.Name).DisableAntiforgery()
            .AddEndpointFilter(InEnglishAsync);
        DeliveriesApi.Map(api);
        AccessApi.Map(api);
        DriverPages.Map(endpoints);
        endpoints.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }

    /// <summary>Programs read the API: it says the same to all of them, whatever language one of them asks for.</summary>
    private static async ValueTask<object?> InEnglishAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        using var english = Languages.Speak(Languages.All[0].Name);
        return await next(call);
    }
}
