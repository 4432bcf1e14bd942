using Microsoft.Extensions.Options;

namespace Portal.Storage;

/// <summary>The storage's door to the host.</summary>
internal static class StorageModule
{
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        TypeHandlers.Register();
        services.AddOptions<StorageOptions>()
            .BindConfiguration(StorageOptions.Section)
            .ValidateOnStart();
        services.AddSingleton<IValidateOptions<StorageOptions>, StorageOptionsValidator>();
        services.AddSingleton(provider => new Database(
            provider.GetRequiredService<IOptions<StorageOptions>>().Value,
            provider.GetRequiredService<IHostEnvironment>().ContentRootPath,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<Database>>()));
        services.AddSingleton(provider => new KeyFolder(Path.GetFullPath(
            provider.GetRequiredService<IConfiguration>()[KeyFolder.Setting] ?? "keys/",
            provider.GetRequiredService<IHostEnvironment>().ContentRootPath)));
        return services;
    }

    /// <summary>Opens the database for writing; before the first request and the first background service.</summary>
    public static void OpenStorage(this IHost host) =>
        host.Services.GetRequiredService<Database>().Open();
}
