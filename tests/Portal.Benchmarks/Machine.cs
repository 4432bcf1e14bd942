using System.Globalization;
using System.Runtime.InteropServices;
using Portal.Client;

namespace Portal.Benchmarks;

/// <summary>What a figure depends on beside the code; nothing that names the machine.</summary>
internal sealed record Machine
{
    public required string MeasuredAt { get; init; }

    public required int Cores { get; init; }

    public required double MemoryGiB { get; init; }

    public required string Kernel { get; init; }

    public required string DotNet { get; init; }

    public required string Configuration { get; init; }

    /// <summary>Load average of the last minute when the run began: on a quiet machine near 0, above the cores it was not alone.</summary>
    public required double LoadAtStart { get; init; }

    public static Machine Now() => new()
    {
        MeasuredAt = Rfc3339.Format(TimeProvider.System.GetUtcNow()),
        Cores = Environment.ProcessorCount,
        MemoryGiB = Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30), 1),
        Kernel = RuntimeInformation.OSDescription,
        DotNet = RuntimeInformation.FrameworkDescription,
        Configuration = IsOptimised ? "Release" : "Debug",
        LoadAtStart = Load(),
    };

    public static double Load() => double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture);

#if DEBUG
    private const bool IsOptimised = false;
#else
    private const bool IsOptimised = true;
#endif
}
