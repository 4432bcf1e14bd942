using Portal.Benchmarks.Baselines;
using Portal.Benchmarks.Ingest;
using Portal.Benchmarks.LivePage;
using Portal.Benchmarks.PageWeight;

namespace Portal.Benchmarks;

/// <summary>The benchmarks by name. The programs that they are compared with are verbs of this one, so that each runs as a process of its own.</summary>
internal static class Program
{
    private static readonly Dictionary<string, Func<BenchmarkOptions, CancellationToken, Task>> Benchmarks = new(StringComparer.Ordinal)
    {
        ["live-page"] = LivePageBenchmark.RunAsync,
        ["ingest"] = IngestBenchmark.RunAsync,
        ["page-weight"] = PageWeightBenchmark.RunAsync,
        ["live-page-profile"] = LivePageProfile.RunAsync,
    };

    private static readonly Dictionary<string, Func<string, string, CancellationToken, Task>> Baselines = new(StringComparer.Ordinal)
    {
        [BareLivePage.Verb] = BareLivePage.ServeAsync,
        [BareIngest.Verb] = BareIngest.ServeAsync,
    };

    public static async Task<int> Main(string[] args)
    {
        using var interrupted = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            interrupted.Cancel();
        };
        if (args is [var verb, var address, var folder] && Baselines.TryGetValue(verb, out var serve))
        {
            await serve(address, folder, interrupted.Token);
            return 0;
        }

        if (!BenchmarkOptions.TryParse(args, [.. Benchmarks.Keys], out var options, out var fault))
        {
            await Console.Error.WriteLineAsync(fault);
            return 2;
        }

        foreach (var name in options.Names)
            await Benchmarks[name](options, interrupted.Token);
        return 0;
    }
}
