using Microsoft.Extensions.DependencyInjection;
using Portal.Client.Controls;
using Radzen;

namespace Portal.Client;

/// <summary>What the screens need from the host besides the ports of their features.</summary>
public static class Screens
{
    public static IServiceCollection AddScreens(this IServiceCollection services)
    {
        services.AddRadzenComponents();
        services.AddSingleton<PlaceClock>();
        services.AddScoped<Access.KeptDraft>();
        services.AddScoped<Access.AccessPointReader>();
        services.AddScoped<Live.Voice>();
        services.AddCascadingAuthenticationState();
        services.AddAuthorizationCore();
        return services;
    }
}
