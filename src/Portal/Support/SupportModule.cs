using Portal.Client.Support;

namespace Portal.Support;

/// <summary>The door of Support to the host.</summary>
internal static class SupportModule
{
    public static IServiceCollection AddSupport(this IServiceCollection services) => services.AddScoped<ISupportReview, SupportReview>();
}
