using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Portal.Benchmarks;

/// <summary>Writes what was measured: one JSON file for each benchmark, and a line for whoever waits.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static void Say(FormattableString line) => Console.WriteLine(FormattableString.Invariant(line));

    public static async Task SaveAsync(BenchmarkOptions options, string name, object figures, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.Out);
        var path = Path.Combine(options.Out, name + ".json");
        await File.WriteAllTextAsync(path, JsonSerializer.Serialize(figures, Options) + "\n", cancellationToken);
        Say($"{name}: {path}");
    }
}
