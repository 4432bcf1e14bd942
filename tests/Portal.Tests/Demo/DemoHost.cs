using Portal.Tests.Support;

namespace Portal.Tests.Demo;

/// <summary>A portal as a newcomer starts it.</summary>
internal static class DemoHost
{
    public const string Owner = "mara@example.com";

    public static Task<PortalHost> StartAsync(CancellationToken cancellationToken) => PortalHost.StartAsync(
        new PortalHostOptions
        {
            Environment = "Development",
            Settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["Portal:Demo:Password"] = People.Password },
        },
        cancellationToken);
}
