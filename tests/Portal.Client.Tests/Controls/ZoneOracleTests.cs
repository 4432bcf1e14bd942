using System.Globalization;
using NodaTime;
using Portal.Client.Controls;

namespace Portal.Client.Tests.Controls;

/// <summary>
/// S18 against an oracle of its own: what the portal reads and writes in every IANA zone, around every change of clocks of 2025 to 2028, as
/// the machine's zone data have it. The machine is asked only how far a zone is from UTC at an instant; all else follows from that.
/// </summary>
public sealed class ZoneOracleTests
{
    private static readonly DateTimeOffset From = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2029, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan Around = TimeSpan.FromMinutes(150);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(15);

    /// <summary>Places whose rules were changed between 2025b, which some machines still have, and 2026f, which NodaTime carries.</summary>
    private static readonly HashSet<string> ChangedSince2025 =
    [
        "Africa/Casablanca", "Africa/El_Aaiun", "America/Edmonton", "America/Havana", "America/Inuvik", "America/Rainy_River",
        "America/Vancouver", "America/Winnipeg", "America/Yellowknife", "Canada/Central", "Canada/Mountain", "Canada/Pacific", "Cuba",
        "Europe/Chisinau", "Europe/Tiraspol",
    ];

    [Fact]
    public void S18_EveryZoneAndEveryTransition_ReadsAndWritesAsTheMachinesOwnData()
    {
        var zones = DateTimeZoneProviders.Tzdb.Ids.Where(id => TimeZoneInfo.TryFindSystemTimeZoneById(id, out _)).ToList();
        var transitions = 0;
        var wrong = new List<string>();
        foreach (var id in zones)
        {
            var oracle = TimeZoneInfo.FindSystemTimeZoneById(id);
            for (var day = From; day < To; day += TimeSpan.FromDays(1))
                Write(id, oracle, day, wrong);
            foreach (var change in Changes(id, oracle))
            {
                transitions++;
                for (var at = change - Around; at <= change + Around; at += Step)
                {
                    Write(id, oracle, at, wrong);
                    Read(id, oracle, oracle.GetUtcOffset(change - TimeSpan.FromDays(1)), at, wrong);
                }
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{zones.Count} zones, {transitions} transitions; NodaTime {DateTimeZoneProviders.Tzdb.VersionId}, the machine {MachineVersion()}.");
        Assert.InRange(zones.Count, 400, 2000);
        Assert.InRange(transitions, 500, 100_000);
        var differing = wrong.Select(fault => fault.Split(' ')[0]).Distinct().Order(StringComparer.Ordinal).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"They differ in: {string.Join(' ', differing)}");
        Assert.Empty(differing.Except(ChangedSince2025));
    }

    /// <summary>What the place's clock shows at an instant.</summary>
    private static void Write(string id, TimeZoneInfo oracle, DateTimeOffset at, List<string> wrong)
    {
        var expected = (at + oracle.GetUtcOffset(at)).DateTime;
        if (PlaceClock.Write(at, id) is var written && written != expected)
            wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{id} at {at:O}: wrote {written:s}, the machine {expected:s}"));
    }

    /// <summary>What a person means who writes the time that the clock before the change would show: one instant, two or none.</summary>
    private static void Read(string id, TimeZoneInfo oracle, TimeSpan offset, DateTimeOffset at, List<string> wrong)
    {
        var written = (at + offset).DateTime;
        var expected = Meanings(oracle, written);
        var read = PlaceClock.Read(written, id) switch
        {
            LocalTimeReading.Once once => [once.At],
            LocalTimeReading.Twice twice => [twice.Earlier, twice.Later],
            LocalTimeReading.Never => Array.Empty<DateTimeOffset>(),
            _ => throw new InvalidOperationException("No such reading."),
        };
        if (!read.SequenceEqual(expected))
            wrong.Add(string.Create(
                CultureInfo.InvariantCulture, $"{id} {written:s}: read {string.Join(" and ", read)}, the machine {string.Join(" and ", expected)}"));
    }

    /// <summary>The instants at which the machine's clock would show this time.</summary>
    private static List<DateTimeOffset> Meanings(TimeZoneInfo oracle, DateTime written)
    {
        var near = new DateTimeOffset(written, TimeSpan.Zero);
        return new[] { -26, -2, 2, 26 }
            .Select(hours => oracle.GetUtcOffset(near - oracle.BaseUtcOffset + TimeSpan.FromHours(hours)))
            .Distinct()
            .Select(offset => near - offset)
            .Where(at => (at + oracle.GetUtcOffset(at)).DateTime == written)
            .Order()
            .ToList();
    }

    /// <summary>When the offset changes, by either of the two.</summary>
    private static SortedSet<DateTimeOffset> Changes(string id, TimeZoneInfo oracle)
    {
        var intervals = DateTimeZoneProviders.Tzdb[id].GetZoneIntervals(Instant.FromDateTimeOffset(From), Instant.FromDateTimeOffset(To));
        var changes = new SortedSet<DateTimeOffset>(intervals.Skip(1).Select(interval => interval.Start.ToDateTimeOffset()));
        for (var day = From; day < To; day += TimeSpan.FromDays(1))
        {
            if (oracle.GetUtcOffset(day) != oracle.GetUtcOffset(day.AddDays(1)))
                changes.Add(Change(oracle, day));
        }

        return changes;
    }

    private static DateTimeOffset Change(TimeZoneInfo oracle, DateTimeOffset day)
    {
        var (before, after) = (day, day.AddDays(1));
        while (after - before > TimeSpan.FromMinutes(1))
        {
            var middle = before + TimeSpan.FromMinutes(Math.Floor((after - before).TotalMinutes / 2));
            (before, after) = oracle.GetUtcOffset(middle) == oracle.GetUtcOffset(day) ? (middle, after) : (before, middle);
        }

        return after;
    }

    private static string MachineVersion()
    {
        var file = Path.Combine(Environment.GetEnvironmentVariable("TZDIR") ?? "/usr/share/zoneinfo", "tzdata.zi");
        return File.Exists(file) ? File.ReadLines(file).First().TrimStart('#', ' ') : "of an unknown version";
    }
}
