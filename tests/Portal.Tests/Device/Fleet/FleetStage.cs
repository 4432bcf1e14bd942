using System.Globalization;
using Portal.Access;
using Portal.Client.Access;
using Portal.Device;
using Portal.Device.Fleet;
using Portal.Device.Protocol;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Fleet;

/// <summary>
/// Households with light devices, made by the portal's own use cases and its claim endpoint, and left as files: the portal's data, and
/// the fleet's.
/// </summary>
internal sealed class FleetStage : IDisposable
{
    private const int AtOnce = 8;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-fleet-");
    private readonly List<Household> _households = [];

    public DirectoryInfo Folder => _folder;

    /// <summary>For <c>fleet --file</c>.</summary>
    public string FleetFile => Path.Combine(_folder.FullName, "fleet.jsonl");

    public Uri Address { get; private set; } = new("http://localhost/");

    public IReadOnlyList<Household> Households => _households;

    public static async Task<FleetStage> BuildAsync(int devices, int households, CancellationToken cancellationToken)
    {
        var stage = new FleetStage();
        try
        {
            await using var host = await PortalHost.StartAsync(
                new PortalHostOptions
                {
                    Data = stage._folder,
                    Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
                    {
                        ["Portal:Gateway:ClaimsPerMinute"] = "100000",
                        ["Portal:Gateway:ClaimsPerMinuteInAll"] = "100000",
                    },
                },
                cancellationToken);
            stage.Address = host.Address;
            for (var i = 0; i < households; i++)
            {
                var email = string.Create(CultureInfo.InvariantCulture, $"owner{i}@example.org");
                stage._households.Add(new Household(email, (await host.AddOwnerAsync(email, cancellationToken)).Account));
            }

            FleetMember.Write(stage.FleetFile, await stage.PairAsync(host, devices, cancellationToken));
            return stage;
        }
        catch
        {
            stage.Dispose();
            throw;
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private async Task<IReadOnlyList<FleetMember>> PairAsync(PortalHost host, int devices, CancellationToken cancellationToken)
    {
        var members = new FleetMember[devices];
        await Parallel.ForAsync(
            0,
            devices,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (i, stop) => members[i] = await PairAsync(host, _households[i % _households.Count], i, stop));
        return members;
    }

    private static async Task<FleetMember> PairAsync(PortalHost host, Household household, int number, CancellationToken cancellationToken)
    {
        var point = await host.AddCarAsync(household.Owner, cancellationToken);
        lock (household)
            household.AccessPoints.Add(point.Value);
        var code = await host.AskPairingCodeAsync(household.Owner, point, cancellationToken);
        var description = FleetProgram.Description(number + 1);
        var (result, pairing, _) = await Claiming.ClaimAsync(host.Address, code, description, cancellationToken);
        if (pairing is null)
            throw new InvalidOperationException($"{result}");
        var outcome = await host.Get<Pairings>().AnswerAsync(household.Owner, DeviceId.From(pairing.DeviceId), same: true, cancellationToken);
        return outcome == AccessOutcome.Done
            ? new FleetMember { Pairing = pairing }
            : throw new InvalidOperationException(outcome.ToString());
    }
}
