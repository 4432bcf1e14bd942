using System.Diagnostics;

namespace Portal.Benchmarks;

/// <summary>The portal as it is shipped: its files compressed once, while publishing.</summary>
internal static class Published
{
    /// <returns>The program to start.</returns>
    public static async Task<string> MakeAsync(string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(
            "dotnet", ["publish", Path.Combine(Checkout.Root, "src", "Portal"), "-c", Checkout.Configuration, "--no-build", "-o", folder, "-v", "q", "--nologo"])
        {
            UseShellExecute = false,
        };
        using var process = Process.Start(start) ?? throw new InvalidOperationException("Not started: dotnet publish.");
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? Path.Combine(folder, "Portal.dll")
            : throw new InvalidOperationException($"dotnet publish ended with {process.ExitCode}.");
    }
}
