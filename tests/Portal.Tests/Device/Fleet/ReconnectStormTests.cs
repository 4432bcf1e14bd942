using System.Globalization;
using System.Text.RegularExpressions;
using Dapper;
using Portal.Tests.Device.Virtual;
using Portal.Tests.Support;

namespace Portal.Tests.Device.Fleet;

/// <summary>
/// Every device of a fleet drops and connects again at once, while owners watch. 250 devices and 10 owners; with PORTAL_FLEET_DEVICES=5000
/// in the environment, 5,000 and 200; PORTAL_FLEET_STORMS is how often.
/// </summary>
public sealed partial class ReconnectStormTests
{
    private const int DevicesPerOwner = 25;
    private const int EventsBefore = 3;

    // The first storms fill pools and buffers. From then on what is left after a full collection stays as it is, within what pools vary:
    // three storms in the middle against the last three. 2 kB kept of each line that was lost would be found.
    private const int StormsUntilFull = 3;
    private const int Compared = 3;
    private const double Flat = 1.05;

    private static readonly TimeSpan OnlineWithin = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan StartWithin = TimeSpan.FromMinutes(8);

    private static readonly int Devices =
        int.TryParse(Environment.GetEnvironmentVariable("PORTAL_FLEET_DEVICES"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 250;

    private static readonly int Storms =
        int.TryParse(Environment.GetEnvironmentVariable("PORTAL_FLEET_STORMS"), CultureInfo.InvariantCulture, out var wanted) ? wanted : 9;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task S23_Storm_AllDropAtOnce_AllOnlineAgainNothingLostNobodyHearsOfOthers()
    {
        using var stage = await FleetStage.BuildAsync(Devices, Devices / DevicesPerOwner, Cancel);
        using var portal = PortalServer.StartMeasured(
            stage.Address, stage.Folder, KeyValuePair.Create("Portal__Limits__GuessesPerMinute", "10000"), KeyValuePair.Create("Portal__Limits__GuessesPerMinuteInAll", "10000"));
        using var fleet = new DeviceProcess("fleet", "--file", stage.FleetFile);
        await fleet.LineAsync("all-online ", StartWithin);
        await SettledAsync(fleet, 2L * Devices);
        var watchers = await WatchAsync(stage);
        try
        {
            var sizes = new List<long>();
            for (var storm = 1; storm <= Storms; storm++)
            {
                var worked = portal.ProcessorTime;
                var took = await StormAsync(fleet, storm);
                worked = portal.ProcessorTime - worked;
                var resident = portal.WorkingSet;
                sizes.Add(await portal.HeapAsync(Cancel));
                Say($"storm {storm}: all {Devices} online after {took.TotalSeconds:0.00} s; portal {sizes[^1] / 1048576.0:0.0} MB held, {resident / 1048576} MB resident, {worked.TotalSeconds:0.0} s of processor; fleet {fleet.WorkingSet / 1048576} MB");
                Assert.True(took <= OnlineWithin, $"Storm {storm}: all online after {took.TotalSeconds:0.0} s.");
            }

            var events = (long)Storms * EventsBefore * DevicesPerOwner;
            await Until.TrueAsync($"{events} events at each watcher", () => Task.FromResult(watchers.All(one => one.Events >= events)), Cancel);
            Assert.All(watchers, one => Assert.Equal((events, 0, 0), (one.Events, one.Foreign, one.OutOfOrder)));
            Assert.All(watchers, one => Assert.False(one.Closed.IsCompleted, "A watcher's line broke."));
            Say($"{watchers.Count} watchers heard {watchers.Sum(one => one.Events)} events, {watchers.Sum(one => one.Foreign)} of another household.");
            if (Storms >= StormsUntilFull + (2 * Compared))
                Assert.True(
                    Median(sizes[^Compared..]) <= Median(sizes[StormsUntilFull..(StormsUntilFull + Compared)]) * Flat, $"Memory grew: {string.Join(", ", sizes)}.");
        }
        finally
        {
            foreach (var watcher in watchers)
                await watcher.DisposeAsync();
        }

        fleet.Type("quit");
        Assert.Equal((0, ""), await fleet.ExitAsync());
        await portal.KillAsync(Cancel);
        await HoldsAllAsync(stage, (2L + (Storms * EventsBefore)) * Devices);
    }

    // While their events are on the way, every line breaks.
    private static async Task<TimeSpan> StormAsync(DeviceProcess fleet, int storm)
    {
        fleet.Type($"report {EventsBefore}");
        fleet.Type("drop");
        await fleet.LineAsync("ok word=drop");
        var online = Seconds().Match(await fleet.LineAsync("all-online ", StartWithin));
        await SettledAsync(fleet, (2L + (storm * EventsBefore)) * Devices);
        return TimeSpan.FromSeconds(double.Parse(online.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
    }

    /// <summary>All that was made is acknowledged, and all are online.</summary>
    private static Task SettledAsync(DeviceProcess fleet, long made) => Until.TrueAsync(
        $"{made} events made and acknowledged",
        async () =>
        {
            fleet.Type("status");
            var status = await fleet.LineAsync("status ");
            return status.Contains($" online={Devices} ", StringComparison.Ordinal)
                && status.EndsWith($" made={made} acknowledged={made} dropped=0", StringComparison.Ordinal);
        },
        Cancel);

    private static async Task<IReadOnlyList<LiveWatcher>> WatchAsync(FleetStage stage)
    {
        var watchers = new List<LiveWatcher>();
        foreach (var household in stage.Households)
            watchers.Add(await LiveWatcher.OpenAsync(stage.Address, household, Cancel));
        await Until.TrueAsync(
            "every watcher was told that all are online", () => Task.FromResult(watchers.All(one => one.Online == DevicesPerOwner)), Cancel);
        return watchers;
    }

    private static async Task HoldsAllAsync(FleetStage stage, long events)
    {
        using var database = TestDatabase.At(Path.Combine(stage.Folder.FullName, "portal.db"), TimeProvider.System);
        var (numbers, gaps, entries) = await database.ReadAsync(
            connection => connection.QuerySingle<(long, long, long)>(
                """
                SELECT (SELECT count(*) FROM device_event),
                       (SELECT count(*) FROM device_state WHERE contiguous_seq <> highest_seq),
                       (SELECT count(*) FROM ledger_body WHERE actor_kind = 'device' AND kind IN ('locked', 'door_closed', 'battery'))
                """),
            Cancel);
        Say($"{events} events made and acknowledged, {entries} in the ledger.");
        Assert.Equal((events, 0, events), (numbers, gaps, entries));
    }

    private static long Median(IEnumerable<long> three) => three.Order().ElementAt(Compared / 2);

    private static void Say(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);

    [GeneratedRegex(@" seconds=([0-9.]+)")]
    private static partial Regex Seconds();
}
