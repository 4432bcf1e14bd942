using System.Diagnostics;

namespace Portal.Tests.Support;

/// <summary>This assembly's own program, started as a second process; it dies with the test.</summary>
internal sealed class HelperProcess : IDisposable
{
    private readonly Process _process;

    public HelperProcess(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(typeof(HelperProcess).Assembly.Location);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        _process = Process.Start(start) ?? throw new InvalidOperationException("The helper process did not start.");
    }

    public int ExitCode => _process.ExitCode;

    /// <summary>The next line that it prints; null when it has ended.</summary>
    public Task<string?> ReadLineAsync(CancellationToken cancellationToken) =>
        _process.StandardOutput.ReadLineAsync(cancellationToken).AsTask();

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
