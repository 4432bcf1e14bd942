using System.Globalization;
using Dapper;
using Portal.Storage;
using Portal.Tests.Device;
using Portal.Tests.Support;

namespace Portal.Tests.Gateway;

/// <summary>The portal is killed again and again while events pour in; what it had acknowledged is there.</summary>
public sealed class KillTests
{
    private const int Events = 10_000;
    private const int Batch = 40;
    private const int Kills = 20;
    private const int LeastInFlight = 5;

    // A busy machine starts the portal slowly, twenty times.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(8);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S23_Report_TwentyKillsDuringIngest_KeepsEachAcknowledgedEventOnce()
    {
        var folder = Directory.CreateTempSubdirectory("portal-kill-");
        var (address, device) = await PairAsync(folder);
        using (device)
        {
            var inFlight = await IngestAsync(folder, address, device);
            TestContext.Current.TestOutputHelper?.WriteLine($"{inFlight} of {Kills} kills hit a batch in flight.");
            Assert.True(inFlight >= LeastInFlight, $"Only {inFlight} of {Kills} kills hit a batch in flight.");
            await HoldsAllOnceAsync(folder, device);
            var check = await PortalProcess.RunAsync(PortalServer.Settings(address, folder), "", ["ledger", "check"], Cancel);
            Assert.True(check.ExitCode == 0, check.Output + check.Error);
        }

        folder.Delete(recursive: true);
    }

    /// <summary>A paired device, and a portal that has stopped again.</summary>
    private static async Task<(Uri Address, TestDevice Device)> PairAsync(DirectoryInfo folder)
    {
        await using var host = await PortalHost.StartAsync(new PortalHostOptions { Data = folder }, Cancel);
        var owner = await host.AddOwnerAsync("owner@example.org", Cancel);
        var device = await host.PairDeviceAsync(owner.Account, await host.AddCarAsync(owner.Account, Cancel), Cancel);
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "device.pem"), device.Key.ExportPkcs8PrivateKeyPem(), Cancel);
        return (host.Address, device);
    }

    /// <summary>How many kills hit while a batch was on its way.</summary>
    private static async Task<int> IngestAsync(DirectoryInfo folder, Uri address, TestDevice device)
    {
        using var sender = new NodeScript(
            Patience,
            "ingest.mjs",
            device.Claimed.GatewayUrl,
            device.Claimed.Audience,
            device.Id.Value,
            Path.Combine(folder.FullName, "device.pem"),
            Events.ToString(CultureInfo.InvariantCulture),
            Batch.ToString(CultureInfo.InvariantCulture),
            AckFile(folder));
        var kills = new Queue<long>(Enumerable.Range(0, Kills).Select(_ => Random.Shared.NextInt64(1, Events - (10 * Batch))).Order());
        var portal = Serve(address, folder);
        var cut = 0;
        try
        {
            while (await sender.LineAsync() is { } line)
            {
                var words = line.Split(' ');
                if (words[0] == "cut")
                    cut++;
                else if (kills.TryPeek(out var at) && long.Parse(words[1], CultureInfo.InvariantCulture) >= at)
                {
                    kills.Dequeue();
                    await portal.KillAsync(Cancel);
                    portal.Dispose();
                    portal = Serve(address, folder);
                }
            }

            Assert.Equal((0, "", ""), await sender.ExitAsync());
            Assert.Empty(kills);
            return cut;
        }
        finally
        {
            portal.Dispose();
        }
    }

    private static PortalServer Serve(Uri address, DirectoryInfo folder) => PortalServer.Start(
        address,
        folder,
        KeyValuePair.Create("Portal__Gateway__EventsPerSecond", "100000"),
        KeyValuePair.Create("Portal__Gateway__EventBurst", "1000000"));

    private static async Task HoldsAllOnceAsync(DirectoryInfo folder, TestDevice device)
    {
        var acknowledged = (await File.ReadAllLinesAsync(AckFile(folder), Cancel))
            .Select(line => long.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture))
            .Max();
        Assert.Equal(Events, acknowledged);

        using var database = TestDatabase.At(Path.Combine(folder.FullName, "portal.db"), TimeProvider.System);
        var (numbers, entries, distinct) = await database.ReadAsync(
            connection => connection.QuerySingle<(long, long, long)>(
                """
                SELECT (SELECT count(*) FROM device_event WHERE device_id = @Id AND epoch = 1 AND seq BETWEEN 1 AND @Events),
                       count(*), count(DISTINCT json_extract(CAST(body AS TEXT), '$.evidence.bytes'))
                FROM ledger_body
                WHERE device_id = @Id AND actor_kind = 'device' AND kind IN ('locked', 'unlocked', 'door_opened', 'door_closed')
                """,
                new { device.Id, Events }),
            Cancel);
        Assert.Equal((Events, Events, Events), (numbers, entries, distinct));
    }

    private static string AckFile(DirectoryInfo folder) => Path.Combine(folder.FullName, "acknowledged");
}
