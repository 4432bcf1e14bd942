using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Portal.Access;
using Portal.Accounts;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Deliveries;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Benchmarks;

/// <summary>
/// A household with paired devices, made once by the portal's own use cases and its claim endpoint. Each run starts the built portal in
/// Production on a copy of it, so that every run begins the same.
/// </summary>
internal sealed class PortalStage : IDisposable
{
    public const string Email = "owner@benchmark.test";

    private readonly TemporaryFolder _folder;
    private readonly List<TestDevice> _devices = [];

    private PortalStage(TemporaryFolder folder, Uri address)
    {
        _folder = folder;
        Address = address;
    }

    public Uri Address { get; }

    public AccountId Owner { get; private set; }

    /// <summary>The access point of the first device.</summary>
    public AccessPointId AccessPoint { get; private set; }

    public IReadOnlyList<TestDevice> Devices => _devices;

    public static async Task<PortalStage> BuildAsync(int port, int devices, CancellationToken cancellationToken)
    {
        var stage = new PortalStage(new TemporaryFolder(), new Uri($"http://localhost:{port}/"));
        try
        {
            await using var app = stage.BuildPortal(stage._folder);
            await app.StartAsync(cancellationToken);
            await stage.FurnishAsync(app.Services, devices, cancellationToken);
            await app.StopAsync(cancellationToken);
            return stage;
        }
        catch
        {
            stage.Dispose();
            throw;
        }
    }

    /// <summary>The built portal as a process, on a copy of the stage.</summary>
    public Task<PortalRun> StartAsync(CancellationToken cancellationToken) => StartAsync(Checkout.Portal, cancellationToken);

    /// <summary>Another build of it.</summary>
    public async Task<PortalRun> StartAsync(string program, CancellationToken cancellationToken)
    {
        var copy = _folder.Copy();
        try
        {
            var environment = Settings(copy).ToDictionary(
                setting => setting.Key.Replace(":", "__", StringComparison.Ordinal), setting => setting.Value ?? "", StringComparer.Ordinal);
            var server = await ServerProcess.StartAsync(
                program, ["--environment", "Production", "--urls", Authority], environment, Address, cancellationToken);
            return new PortalRun(server, copy);
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    /// <summary>The portal in this process, on a folder that the caller owns: for looking into it.</summary>
    public WebApplication BuildPortal(TemporaryFolder folder) => Portal.Program.Build(
        ["--environment", "Production"],
        builder =>
        {
            builder.WebHost.UseUrls(Authority);
            builder.Logging.ClearProviders();
            builder.Configuration.AddInMemoryCollection(Settings(folder));
        });

    /// <summary>Somebody is expected at the first door for the next hour, without a carrier.</summary>
    /// <returns>The link for the driver.</returns>
    public async Task<string> ExpectDriverAsync(CancellationToken cancellationToken)
    {
        await using var app = BuildPortal(_folder);
        await app.StartAsync(cancellationToken);
        var byHand = app.Services.GetRequiredService<HandMadeDeliveries>();
        var now = TimeProvider.System.GetUtcNow();
        var draft = new HandMadeDraft { AccessPoint = AccessPoint, Description = "A lamp", Start = now, End = now.AddHours(1) };
        var made = (await byHand.MakeAsync(Owner, draft, cancellationToken)).Made ?? throw new InvalidOperationException("The delivery was not made.");
        var access = await byHand.ShowAccessAsync(Owner, made, cancellationToken) ?? throw new InvalidOperationException("There is no link.");
        await app.StopAsync(cancellationToken);
        return access.Link;
    }

    public TemporaryFolder CopyFolder() => _folder.Copy();

    public void Dispose()
    {
        foreach (var device in _devices)
            device.Dispose();
        _folder.Dispose();
    }

    private string Authority => Address.GetLeftPart(UriPartial.Authority);

    private async Task FurnishAsync(IServiceProvider services, int devices, CancellationToken cancellationToken)
    {
        var owner = await services.GetRequiredService<AccountRegistration>().RegisterAsync(
            new Registration { Name = "Mara", Email = Email, Password = People.Password, Household = "Benchmark", TimeZone = "Europe/Berlin" },
            cancellationToken) ?? throw new InvalidOperationException("The owner was not registered.");
        Owner = owner.Account;
        for (var i = 0; i < devices; i++)
        {
            var point = await AddDoorAsync(services, i, cancellationToken);
            if (i == 0)
                AccessPoint = point;
            _devices.Add(await PairAsync(services, point, cancellationToken));
        }
    }

    // A door with a lock: opened by hand it is ordinary, where a key box would be an alarm each time.
    private async Task<AccessPointId> AddDoorAsync(IServiceProvider services, int number, CancellationToken cancellationToken)
    {
        var draft = new AccessPointDraft
        {
            Kind = AccessPointKind.Door,
            Name = $"Door {number + 1}",
            TimeZone = "Europe/Berlin",
            Latitude = 48.13743,
            Longitude = 11.57549,
        };
        return (await services.GetRequiredService<AccessPoints>().AddAsync(Owner, draft, cancellationToken)).Added
            ?? throw new InvalidOperationException("The door was not added.");
    }

    private async Task<TestDevice> PairAsync(IServiceProvider services, AccessPointId point, CancellationToken cancellationToken)
    {
        var pairings = services.GetRequiredService<Pairings>();
        var code = (await pairings.AskCodeAsync(Owner, point, cancellationToken))?.Code ?? throw new InvalidOperationException("There is no code.");
        var device = await TestDevice.ClaimAsync(
            Address, code, TimeProvider.System, cancellationToken,
            claim => claim with { Profile = DeviceProfile.SmartLock.Name, Capabilities = DeviceProfile.SmartLock.UsualCapabilities });
        var outcome = await pairings.AnswerAsync(Owner, device.Id, same: true, cancellationToken);
        return outcome == AccessOutcome.Done ? device : throw new InvalidOperationException(outcome.ToString());
    }

    // The devices of a benchmark say more than one household's devices may.
    private Dictionary<string, string?> Settings(TemporaryFolder folder) => new(StringComparer.Ordinal)
    {
        ["Portal:PublicUrl"] = Authority,
        ["Portal:Storage:ConnectionString"] = "Data Source=" + Path.Combine(folder.Path, "portal.db"),
        ["Portal:Keys:Directory"] = Path.Combine(folder.Path, "keys"),
        ["Portal:Gateway:EventsPerSecond"] = "100000",
        ["Portal:Gateway:EventBurst"] = "1000000",
        ["Portal:Gateway:ClaimsPerMinute"] = "10000",
        ["Portal:Gateway:ClaimsPerMinuteInAll"] = "10000",
        ["Logging:LogLevel:Default"] = "Warning",
    };
}

/// <summary>The portal's process with its data.</summary>
internal sealed record PortalRun(ServerProcess Server, TemporaryFolder Folder) : IDisposable
{
    public string Database => Path.Combine(Folder.Path, "portal.db");

    public void Dispose()
    {
        Server.Dispose();
        Folder.Dispose();
    }
}
