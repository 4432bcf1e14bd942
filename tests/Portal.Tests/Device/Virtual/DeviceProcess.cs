using System.Diagnostics;
using System.Threading.Channels;

namespace Portal.Tests.Device.Virtual;

/// <summary>The console program as a process of its own, to be spoken to, frozen and killed.</summary>
internal sealed class DeviceProcess : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    public DeviceProcess(params string[] arguments)
    {
        _process = new Process
        {
            StartInfo = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Portal.Device.dll"), .. arguments])
            {
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
    }

    /// <summary>All that was printed so far.</summary>
    public List<string> Printed { get; } = [];

    public void Type(string line)
    {
        _process.StandardInput.WriteLine(line);
        _process.StandardInput.Flush();
    }

    /// <summary>Types all of this as fast as it is read, and nothing more; a process that is killed meanwhile reads no more.</summary>
    public void TypeAll(IEnumerable<string> lines) => Type(string.Join('\n', lines));

    public void EndInput() => _process.StandardInput.Close();

    /// <summary>The next line with this word, without its time.</summary>
    public Task<string> LineAsync(string start) => LineAsync(start, Patience);

    /// <inheritdoc cref="LineAsync(string)"/>
    public async Task<string> LineAsync(string start, TimeSpan patience)
    {
        using var deadline = new CancellationTokenSource(patience, TimeProvider.System);
        try
        {
            while (true)
            {
                var line = await _lines.Reader.ReadAsync(deadline.Token);
                var said = line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..];
                if (said.StartsWith(start, StringComparison.Ordinal))
                    return said;
            }
        }
        catch (Exception none) when (none is OperationCanceledException or ChannelClosedException)
        {
            throw new TimeoutException($"The device has not said '{start}', but:\n{string.Join('\n', Printed)}", none);
        }
    }

    /// <summary>Bytes of memory that are its own now.</summary>
    public long WorkingSet
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    public void Signal(string name)
    {
        using var kill = Process.Start("kill", ["-s", name, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }

    public void Kill9()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public async Task<(int ExitCode, string Errors)> ExitAsync()
    {
        using var deadline = new CancellationTokenSource(Patience, TimeProvider.System);
        var errors = await _process.StandardError.ReadToEndAsync(deadline.Token);
        await _process.WaitForExitAsync(deadline.Token);
        return (_process.ExitCode, errors);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            Kill9();
        _process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
        {
            _lines.Writer.TryComplete();
            return;
        }

        Printed.Add(line);
        _lines.Writer.TryWrite(line);
    }
}
