using System.Net;
using System.Net.Sockets;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Portal.Browser.Tests.Support;

/// <summary>The portal as <c>dotnet run</c> starts it, with data and keys of its own.</summary>
internal sealed class PortalProcess : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";

    private const int FirstPort = 20_000;
    private const int LastPort = 32_000;

    private const string DemoIsReady = "Carrier key:";

    private readonly DirectoryInfo _folder;
    private readonly Dictionary<string, string> _settings;

    private PortalProcess(DirectoryInfo folder, Uri address, Dictionary<string, string> settings)
    {
        _folder = folder;
        _settings = settings;
        Address = address;
        Program = ConsoleProcess.Start("Portal", [], settings);
    }

    public Uri Address { get; }

    public ConsoleProcess Program { get; private set; }

    /// <summary>A folder of the test, gone with it.</summary>
    public string FolderFor(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>As a newcomer starts it: with the demo, whose password is <see cref="Password"/>.</summary>
    public static Task<PortalProcess> StartDemoAsync(CancellationToken cancellationToken) => StartDemoAsync([], cancellationToken);

    /// <inheritdoc cref="StartEmptyAsync(IEnumerable{KeyValuePair{string, string}}, CancellationToken)"/>
    public static async Task<PortalProcess> StartDemoAsync(
        IEnumerable<KeyValuePair<string, string>> settings, CancellationToken cancellationToken)
    {
        var portal = Start("Development", new Dictionary<string, string>(settings, StringComparer.Ordinal) { ["Portal__Demo__Password"] = Password });
        await portal.Program.ReadAsync(DemoIsReady, cancellationToken);
        return portal;
    }

    /// <summary>Ends it as an operator does, and starts it again with the same data and settings but those that are given.</summary>
    public async Task RestartDemoAsync(IEnumerable<KeyValuePair<string, string>> changes, CancellationToken cancellationToken)
    {
        await Program.StopAsync(cancellationToken);
        await Program.DisposeAsync();
        foreach (var (name, value) in changes)
            _settings[name] = value;
        Program = ConsoleProcess.Start("Portal", [], _settings);
        await Program.ReadAsync(DemoIsReady, cancellationToken);
    }

    /// <summary>As an operator starts it: empty.</summary>
    public static Task<PortalProcess> StartEmptyAsync(CancellationToken cancellationToken) => StartEmptyAsync([], cancellationToken);

    /// <param name="settings">Over those that it would have by itself.</param>
    /// <param name="cancellationToken">Ends the waiting for it.</param>
    public static async Task<PortalProcess> StartEmptyAsync(
        IEnumerable<KeyValuePair<string, string>> settings, CancellationToken cancellationToken)
    {
        var portal = Start("Production", new Dictionary<string, string>(settings, StringComparer.Ordinal));
        await portal.Program.ReadAsync("Application started.", cancellationToken);
        return portal;
    }

    /// <summary>Every value of a column, read beside the running portal.</summary>
    public async Task<IReadOnlyList<string>> ReadColumnAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={FolderFor("portal.db")};Mode=ReadOnly;Pooling=False");
        var values = await connection.QueryAsync<string?>(new CommandDefinition(sql, cancellationToken: cancellationToken));
        return values.OfType<string>().ToList();
    }

    /// <summary>Everybody signed in a while ago: what needs a fresh proof of who it is asks for one (S25).</summary>
    public Task LetSignInsAgeAsync(CancellationToken cancellationToken) =>
        WriteAsync("UPDATE session SET confirmed_at = confirmed_at - 600000", cancellationToken);

    /// <summary>What would take hours or a new edition of the zones' rules to come about, written beside the running portal.</summary>
    public async Task WriteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection($"Data Source={FolderFor("portal.db")};Pooling=False");
        await connection.ExecuteAsync(new CommandDefinition(sql, cancellationToken: cancellationToken));
    }

    /// <summary>Below the range that outgoing connections take theirs from.</summary>
    public static int FreePort()
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

    public async ValueTask DisposeAsync()
    {
        await Program.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static PortalProcess Start(string environment, Dictionary<string, string> settings)
    {
        var folder = Directory.CreateTempSubdirectory("portal-browser-");
        var address = new Uri(settings.GetValueOrDefault("ASPNETCORE_URLS") ?? $"http://localhost:{FreePort()}");
        settings["ASPNETCORE_ENVIRONMENT"] = environment;
        settings["ASPNETCORE_URLS"] = address.GetLeftPart(UriPartial.Authority);
        settings.TryAdd("Portal__PublicUrl", address.GetLeftPart(UriPartial.Authority));
        settings["Portal__Storage__ConnectionString"] = "Data Source=" + Path.Combine(folder.FullName, "portal.db");
        settings["Portal__Keys__Directory"] = Path.Combine(folder.FullName, "keys");
        return new PortalProcess(folder, address, settings);
    }
}
