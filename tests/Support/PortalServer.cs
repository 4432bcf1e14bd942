using System.Diagnostics;
using System.Globalization;

namespace Portal.Tests.Support;

/// <summary>The portal as a server in a process of its own, so that it can be killed as a power cut kills it.</summary>
internal sealed class PortalServer : IDisposable
{
    private readonly Process _process;
    private readonly Uri _address;

    private PortalServer(Process process, Uri address) => (_process, _address) = (process, address);

    /// <summary>Serves in Production at <paramref name="address"/>, from data and keys in <paramref name="folder"/>.</summary>
    /// <param name="address">Also the portal's public address.</param>
    /// <param name="folder">As a <see cref="PortalHost"/> left it.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    public static PortalServer Start(Uri address, DirectoryInfo folder, params KeyValuePair<string, string>[] settings) =>
        Start([typeof(Program).Assembly.Location, "--urls", address.GetLeftPart(UriPartial.Authority)], address, folder, settings);

    /// <summary>The same, which can also be asked for its <see cref="HeapAsync"/>.</summary>
    public static PortalServer StartMeasured(Uri address, DirectoryInfo folder, params KeyValuePair<string, string>[] settings) =>
        Start([typeof(MeasuredPortal).Assembly.Location, "serve", address.GetLeftPart(UriPartial.Authority)], address, folder, settings);

    /// <summary>The environment of a portal at this address with this data; also for <see cref="PortalProcess"/>.</summary>
    public static Dictionary<string, string> Settings(Uri address, DirectoryInfo folder) => new(StringComparer.Ordinal)
    {
        ["Portal__PublicUrl"] = address.GetLeftPart(UriPartial.Authority),
        ["Portal__Storage__ConnectionString"] = "Data Source=" + Path.Combine(folder.FullName, "portal.db"),
        ["Portal__Keys__Directory"] = Path.Combine(folder.FullName, "keys"),
    };

    /// <summary>Bytes that its objects hold after a full collection: noise-free, unlike <see cref="WorkingSet"/>.</summary>
    public async Task<long> HeapAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpClient { BaseAddress = _address, Timeout = Timeout.InfiniteTimeSpan };
        return long.Parse(await http.GetStringAsync(new Uri(MeasuredPortal.HeapPath, UriKind.Relative), cancellationToken), CultureInfo.InvariantCulture);
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

    /// <summary>Processor time that it has used so far.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>SIGKILL: nothing is tidied up, nothing is flushed. Port and data are free when this returns.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private static PortalServer Start(
        IEnumerable<string> program, Uri address, DirectoryInfo folder, IEnumerable<KeyValuePair<string, string>> settings)
    {
        var start = new ProcessStartInfo("dotnet", program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        foreach (var (name, value) in Settings(address, folder).Concat(settings))
            start.Environment[name] = value;

        var process = Process.Start(start) ?? throw new InvalidOperationException("The portal did not start.");
        // A pipe that nobody empties would stop it.
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new PortalServer(process, address);
    }
}
