using System.Diagnostics;

namespace Portal.Tests.Support;

/// <summary>A second process, which dies with the test: this assembly's own program, or the portal itself.</summary>
internal sealed class HelperProcess : IDisposable
{
    private readonly Process _process;

    public HelperProcess(params string[] arguments)
        : this(typeof(HelperProcess).Assembly.Location, new Dictionary<string, string>(StringComparer.Ordinal), arguments)
    {
    }

    private HelperProcess(string program, IReadOnlyDictionary<string, string> environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException("The helper process did not start.");
    }

    /// <summary>The portal's own program with a command, as an operator runs it.</summary>
    /// <param name="environment">Settings, as environment variables.</param>
    /// <param name="arguments">The command.</param>
    public static HelperProcess Portal(IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        new(typeof(Program).Assembly.Location, environment, arguments);

    public int ExitCode => _process.ExitCode;

    /// <summary>The next line that it prints; null when it has ended.</summary>
    public Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask();

    /// <summary>All that it still prints, once it has ended.</summary>
    public async Task<(string Output, string Errors)> ReadToEndAsync(CancellationToken cancellationToken)
    {
        var errors = _process.StandardError.ReadToEndAsync(cancellationToken);
        var output = await _process.StandardOutput.ReadToEndAsync(cancellationToken);
        await _process.WaitForExitAsync(cancellationToken);
        return (output, await errors);
    }

    /// <summary>SIGKILL: it has no chance to tidy up.</summary>
    public void Kill() => _process.Kill();

    public void EndInput() => _process.StandardInput.Close();

    public Task EndAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }
}
