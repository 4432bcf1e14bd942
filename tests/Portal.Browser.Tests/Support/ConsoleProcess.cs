using System.Diagnostics;

namespace Portal.Browser.Tests.Support;

/// <summary>A program as a process of its own: what it prints can be waited for, and it dies with the test.</summary>
internal sealed class ConsoleProcess : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(90);

    // A test's programs print some hundred lines; more than this and something runs wild.
    private const int MostLines = 10_000;

    private readonly Process _process;
    private readonly Lock _gate = new();
    private readonly List<string> _lines = [];
    private bool _isFault;
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ConsoleProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
    }

    public int Id => _process.Id;

    /// <param name="project">Folder and assembly of the program: <c>Portal.Device</c>.</param>
    /// <param name="arguments">As on the command line.</param>
    /// <param name="settings">Environment variables; what the test itself runs with does not reach the program.</param>
    public static ConsoleProcess Start(string project, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> settings) =>
        Run("dotnet", [Checkout.ProgramOf(project), .. arguments], settings);

    /// <summary>A program that is not ours, by its path.</summary>
    public static ConsoleProcess Run(string program, IEnumerable<string> arguments, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var start = new ProcessStartInfo(program)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var name in start.Environment.Keys.Where(IsOfAnotherProgram).ToList())
            start.Environment.Remove(name);
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        var process = new ConsoleProcess(start);
        process._process.Start();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    /// <summary>What stands behind these words in the first line that has them, printed before or from now on.</summary>
    public async Task<string> ReadAsync(string words, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            while (true)
            {
                Task more;
                lock (_gate)
                {
                    if (_lines.FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) is { } found)
                        return found[(found.IndexOf(words, StringComparison.Ordinal) + words.Length)..].Trim();
                    more = _more.Task;
                }

                await more.WaitAsync(either.Token);
            }
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Not printed: '{words}'. What was printed:\n{string.Join('\n', Lines)}", late);
        }
    }

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    public Task TypeAsync(string line) => _process.StandardInput.WriteLineAsync(line);

    /// <summary>SIGTERM, as an operator does it.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static bool IsOfAnotherProgram(string name) =>
        name.StartsWith("ASPNETCORE_", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("DOTNET_ENVIRONMENT", StringComparison.OrdinalIgnoreCase)
        || name.StartsWith("Portal__", StringComparison.OrdinalIgnoreCase);

    /// <summary>An error's first line names its level; those that belong to it are indented.</summary>
    private static bool IsFault(string line, bool wasFault) =>
        line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal)
        || line.StartsWith("Unhandled exception", StringComparison.Ordinal) || (wasFault && line.StartsWith(' '));

    private void Keep(string? line)
    {
        if (line is null)
            return;
        TaskCompletionSource told;
        lock (_gate)
        {
            if (_lines.Count == MostLines)
                return;
            _lines.Add(line);
            _isFault = IsFault(line, _isFault);
            if (_isFault)
                TellsFaultsAttribute.Keep(line);
            told = _more;
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        told.SetResult();
    }
}
