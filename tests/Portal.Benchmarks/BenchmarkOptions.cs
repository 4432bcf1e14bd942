using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Portal.Benchmarks;

/// <summary>What a run is asked to do.</summary>
internal sealed record BenchmarkOptions
{
    private const string Use =
        "Use: <name>|all [--pairs 1..50] [--seconds 1..600] [--rounds 1..10000] [--port 1024..65000] [--out folder]. Names: ";

    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>How often the portal and the baseline take turns.</summary>
    public int Pairs { get; init; } = 3;

    /// <summary>How long each rate of events is held.</summary>
    public int Seconds { get; init; } = 10;

    /// <summary>Batches that each connection sends.</summary>
    public int Rounds { get; init; } = 100;

    /// <summary>The portal's port; the baseline has the next one.</summary>
    public int Port { get; init; } = 5370;

    /// <summary>Where the figures go.</summary>
    public string Out { get; init; } = Path.Combine(Checkout.Root, "docs", "performance");

    public static bool TryParse(
        string[] args, IReadOnlyList<string> names, [NotNullWhen(true)] out BenchmarkOptions? options, [NotNullWhen(false)] out string? fault)
    {
        fault = Use + string.Join(", ", names) + ".";
        options = null;
        if (args.Length % 2 == 0 || (args[0] != "all" && !names.Contains(args[0])))
            return false;

        var read = new BenchmarkOptions { Names = args[0] == "all" ? names : [args[0]] };
        for (var i = 1; i < args.Length; i += 2)
        {
            var next = args[i] switch
            {
                "--pairs" when Number(args[i + 1], 1, 50) is { } pairs => read with { Pairs = pairs },
                "--seconds" when Number(args[i + 1], 1, 600) is { } seconds => read with { Seconds = seconds },
                "--rounds" when Number(args[i + 1], 1, 10_000) is { } rounds => read with { Rounds = rounds },
                "--port" when Number(args[i + 1], 1024, 65_000) is { } port => read with { Port = port },
                "--out" => read with { Out = args[i + 1] },
                _ => null,
            };
            if (next is null)
                return false;
            read = next;
        }

        (options, fault) = (read, null);
        return true;
    }

    private static int? Number(string text, int least, int most) =>
        int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number : null;
}
