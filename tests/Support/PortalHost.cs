using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Portal.Tests.Support;

/// <summary>
/// The real portal on a real socket: its own data and keys, in this process so that a test can move its clock and read its database.
/// </summary>
internal sealed class PortalHost : IAsyncDisposable
{
    // Below the range that outgoing connections take their ports from.
    private const int FirstPort = 20_000;
    private const int LastPort = 32_000;
    private const int Tries = 20;

    /// <summary>What is hashed here protects nobody.</summary>
    private const int FastHashing = 1000;

    private readonly DirectoryInfo _folder;
    private readonly WebApplication _app;

    private readonly StringWriter _terminal;
    private bool _isFolderOwn;

    private PortalHost(DirectoryInfo folder, WebApplication app, Uri address, StringWriter terminal)
    {
        _folder = folder;
        _app = app;
        _terminal = terminal;
        Address = address;
    }

    /// <summary><c>http://localhost:port/</c>: browsers keep secure cookies there.</summary>
    public Uri Address { get; }

    /// <summary>Where its database and keys lie.</summary>
    public string DataFolder => _folder.FullName;

    public IServiceProvider Services => _app.Services;

    /// <summary>Data and keys, for looking at what is on disk.</summary>
    public string Folder => _folder.FullName;

    /// <summary>What it printed for whoever started it.</summary>
    public string Printed => _terminal.ToString();

    public static Task<PortalHost> StartAsync(CancellationToken cancellationToken) => StartAsync(new PortalHostOptions(), cancellationToken);

    public static async Task<PortalHost> StartAsync(PortalHostOptions options, CancellationToken cancellationToken)
    {
        var folder = options.Data ?? Directory.CreateTempSubdirectory("portal-host-");
        for (var attempt = 1; ; attempt++)
        {
            var address = new Uri($"http://localhost:{FreePort()}/");
            var terminal = new StringWriter();
            var app = Build(options, folder, address, terminal);
            try
            {
                await app.StartAsync(cancellationToken);
                return new PortalHost(folder, app, address, terminal) { _isFolderOwn = options.Data is null };
            }
            catch (IOException) when (attempt < Tries)
            {
                // Somebody took the port in between.
                await app.DisposeAsync();
            }
        }
    }

    /// <summary>A service that lives as long as the host.</summary>
    public T Get<T>()
        where T : notnull =>
        Services.GetRequiredService<T>();

    /// <summary>Whether the database's files hold this text anywhere: what is found there is not secret.</summary>
    public bool DatabaseHolds(string text) => DatabaseHolds(Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="DatabaseHolds(string)"/>
    public bool DatabaseHolds(byte[] bytes) =>
        new[] { "portal.db", "portal.db-wal" }.Any(file => Read(Path.Combine(_folder.FullName, file)).AsSpan().IndexOf(bytes) >= 0);

    /// <summary>A visitor with cookies of their own.</summary>
    public HttpVisitor NewVisitor() => new(Address);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        if (_isFolderOwn)
            _folder.Delete(recursive: true);
    }

    private static WebApplication Build(PortalHostOptions options, DirectoryInfo folder, Uri address, TextWriter terminal)
    {
        var app = Program.Build(
            ["--environment", options.Environment],
            builder =>
            {
                builder.WebHost.UseUrls(address.GetLeftPart(UriPartial.Authority));
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton(options.Time);
                builder.Services.Configure<PasswordHasherOptions>(hashing => hashing.IterationCount = FastHashing);
                builder.Services.AddSingleton(TextWriter.Synchronized(terminal));
                options.Services(builder.Services);
                builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
                {
                    ["Portal:PublicUrl"] = address.GetLeftPart(UriPartial.Authority),
                    ["Portal:Storage:ConnectionString"] = "Data Source=" + Path.Combine(folder.FullName, "portal.db"),
                    ["Portal:Keys:Directory"] = Path.Combine(folder.FullName, "keys"),
                    ["Portal:Limits:GuessesPerMinute"] = "10000",
                    ["Portal:Limits:GuessesPerMinuteInAll"] = "100000",
                    ["Portal:Gateway:ClaimsPerMinute"] = "10000",
                    ["Portal:Gateway:ClaimsPerMinuteInAll"] = "10000",
                });
                builder.Configuration.AddInMemoryCollection(options.Settings);
            });
        options.Routes(app);
        return app;
    }

    private static byte[] Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(FirstPort, LastPort);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken; another one.
            }
        }
    }
}
