using System.Diagnostics;
using System.Net;

namespace Portal.Benchmarks;

/// <summary>A server that is measured, in a process of its own; it ends with the run.</summary>
internal sealed class ServerProcess : IDisposable
{
    private const int KeptLines = 20;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan StartsWithin = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly Queue<string> _last = new(KeptLines);

    private ServerProcess(Process process)
    {
        _process = process;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Processor time that it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts the program and waits until it answers at <paramref name="address"/>.</summary>
    public static async Task<ServerProcess> StartAsync(
        string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment, Uri address, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var server = new ServerProcess(Process.Start(start) ?? throw new InvalidOperationException("Not started: " + program));
        try
        {
            await server.WhenReadyAsync(address, cancellationToken);
            return server;
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>One of the baseline programs of this assembly.</summary>
    public static Task<ServerProcess> StartBaselineAsync(string verb, Uri address, string folder, CancellationToken cancellationToken) =>
        StartAsync(
            typeof(ServerProcess).Assembly.Location,
            [verb, address.GetLeftPart(UriPartial.Authority), folder],
            new Dictionary<string, string>(StringComparer.Ordinal),
            address,
            cancellationToken);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task WhenReadyAsync(Uri address, CancellationToken cancellationToken)
    {
        using var http = new HttpClient();
        using var look = new PeriodicTimer(BetweenLooks, TimeProvider.System);
        var begun = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(http, address, cancellationToken))
        {
            if (_process.HasExited || TimeProvider.System.GetElapsedTime(begun) > StartsWithin)
                throw new InvalidOperationException($"{address} does not answer. Its last words:\n{LastWords()}");
            await look.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task<bool> AnswersAsync(HttpClient http, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await http.GetAsync(address, cancellationToken);
            return answer.StatusCode != HttpStatusCode.ServiceUnavailable;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
            return;
        lock (_last)
        {
            if (_last.Count == KeptLines)
                _last.Dequeue();
            _last.Enqueue(line.Data);
        }
    }

    private string LastWords()
    {
        lock (_last)
            return string.Join('\n', _last);
    }
}
