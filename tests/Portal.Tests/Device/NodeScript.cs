using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Portal.Tests.Device;

/// <summary>A script of tests/contract, in a process of its own. Skips the test where its packages are not installed (tests/run.sh does that).</summary>
internal sealed class NodeScript : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly Process _process;
    private readonly CancellationTokenSource _deadline;

    public NodeScript(string script, params string[] arguments)
        : this(Patience, script, arguments)
    {
    }

    public NodeScript(TimeSpan patience, string script, params string[] arguments)
    {
        _deadline = new CancellationTokenSource(patience, TimeProvider.System);
        var folder = Folder();
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules")), "npm ci was not run in tests/contract.");
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("node", [script, .. arguments])
            {
                WorkingDirectory = folder,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.Start();
    }

    /// <summary>Gives it a line at its input.</summary>
    public async Task TypeAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), _deadline.Token);
        await _process.StandardInput.FlushAsync(_deadline.Token);
    }

    /// <summary>The next line that it prints; null after the last.</summary>
    public async Task<string?> LineAsync() => await _process.StandardOutput.ReadLineAsync(_deadline.Token);

    /// <summary>The next line that it prints, which has to be there.</summary>
    public async Task<string> SaidAsync() => await LineAsync() ?? throw new InvalidOperationException($"The script ended: {await ExitAsync()}");

    /// <summary>Says a line to it.</summary>
    public async Task SayAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), _deadline.Token);
        await _process.StandardInput.FlushAsync(_deadline.Token);
    }

    /// <summary>The rest of what it prints, and how it ended.</summary>
    public async Task<(int ExitCode, string Output, string Errors)> ExitAsync()
    {
        var errors = _process.StandardError.ReadToEndAsync(_deadline.Token);
        var output = await _process.StandardOutput.ReadToEndAsync(_deadline.Token);
        await _process.WaitForExitAsync(_deadline.Token);
        return (_process.ExitCode, output, await errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
        _deadline.Dispose();
    }

    private static string Folder([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here) ?? ".", "../../contract"));
}
