using System.Globalization;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Portal.Client.Controls;

/// <summary>
/// Writes instants as people read them: in the zone of the access point, 24 hours, with the words of the product.
/// Zone names are IANA names that were checked when they were written down.
/// </summary>
public sealed class PlaceClock(TimeProvider time)
{
    private static readonly LocalTimePattern Minutes = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalTimePattern Seconds = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Ticks by the same clock; whoever asked for it disposes of it.</summary>
    public PeriodicTimer Every(TimeSpan period) => new(period, time);

    /// <summary><c>14:03</c></summary>
    public static string Time(DateTimeOffset at, string zone) => Minutes.Format(Local(at, zone).TimeOfDay);

    /// <summary><c>14:03:07</c>, for timelines of one delivery, decisions and support.</summary>
    public static string TimeWithSeconds(DateTimeOffset at, string zone) => Seconds.Format(Local(at, zone).TimeOfDay);

    /// <summary><c>Today</c>, <c>Tomorrow</c>, <c>Yesterday</c>, <c>Thu 26 Nov</c>, and <c>Mon 4 Jan 2027</c> in another year.</summary>
    public string Day(DateTimeOffset at, string zone)
    {
        var (day, today) = (Local(at, zone).Date, Local(Now, zone).Date);
        return Period.DaysBetween(today, day) switch
        {
            0 => ControlsText.Today,
            1 => ControlsText.Tomorrow,
            -1 => ControlsText.Yesterday,
            _ => Written(day, day.Year == today.Year ? ControlsText.DayPattern : ControlsText.DayOfAnotherYearPattern),
        };
    }

    /// <summary>The day in the middle of a sentence: <c>today</c>, <c>yesterday</c>, <c>Thu 26 Nov</c>.</summary>
    public string DayWithin(DateTimeOffset at, string zone) =>
        Math.Abs(Period.DaysBetween(Local(Now, zone).Date, Local(at, zone).Date)) <= 1 && Day(at, zone) is [var first, .. var rest]
            ? char.ToLowerInvariant(first) + rest
            : Day(at, zone);

    /// <summary><c>14:03</c> today, else with its day: <c>Thu 26 Nov, 14:03</c>.</summary>
    public string TimeAndDay(DateTimeOffset at, string zone) =>
        Local(at, zone).Date == Local(Now, zone).Date ? Time(at, zone) : $"{DayWithin(at, zone)}, {Time(at, zone)}";

    /// <summary><c>Tue 1 Dec 2026, 14:03 (Berlin)</c>, for what may be read on another day and elsewhere.</summary>
    public static string Dated(DateTimeOffset at, string zone) =>
        $"{Written(Local(at, zone).Date, ControlsText.DayOfAnotherYearPattern)}, {Time(at, zone)} ({Place(zone)})";

    /// <summary>
    /// <c>Tue 1 Dec, 14:03</c>, for what is written now and read on another day; with its place, <c>(Berlin)</c>, only where the reader's clock
    /// shows another time.
    /// </summary>
    public static string DatedFor(string? readersZone, DateTimeOffset at, string zone) =>
        InPlace($"{Written(Local(at, zone).Date, ControlsText.DayPattern)}, {Time(at, zone)}", readersZone, at, zone);

    /// <summary><c>Tue 1 Dec, 14:00–15:00</c>, written in the same way.</summary>
    public static string DatedWindowFor(string? readersZone, DateTimeOffset start, DateTimeOffset end, string zone)
    {
        var until = Local(start, zone).Date == Local(end, zone).Date ? Time(end, zone) : DatedFor(zone, end, zone);
        return InPlace($"{DatedFor(zone, start, zone)}–{until}", readersZone, start, zone);
    }

    /// <summary><c>14:00–15:00</c>; over midnight the end names its day.</summary>
    public string Window(DateTimeOffset start, DateTimeOffset end, string zone) =>
        Local(start, zone).Date == Local(end, zone).Date
            ? $"{Time(start, zone)}–{Time(end, zone)}"
            : $"{Time(start, zone)}–{DayWithin(end, zone)}, {Time(end, zone)}";

    /// <summary><c>6 s ago</c> to 59 s, <c>3 min ago</c> to 59 min; null when it is older.</summary>
    public string? Age(DateTimeOffset at) => (Now - at) switch
    {
        { TotalSeconds: < 60 } age => ControlsText.FormatSecondsAgo(Math.Max(0, (int)age.TotalSeconds)),
        { TotalMinutes: < 60 } age => ControlsText.FormatMinutesAgo((int)age.TotalMinutes),
        _ => null,
    };

    /// <summary>Whether the place's clock and the viewer's show different times at that instant. An unknown viewer's never do.</summary>
    public static bool Differs(DateTimeOffset at, string zone, string? viewerZone)
    {
        var viewer = viewerZone is null ? null : DateTimeZoneProviders.Tzdb.GetZoneOrNull(viewerZone);
        var instant = Instant.FromDateTimeOffset(at);
        return viewer is not null && viewer.GetUtcOffset(instant) != Zone(zone).GetUtcOffset(instant);
    }

    /// <summary>The zone that a browser named, if there is one of that name; else UTC.</summary>
    public static string Known(string? zone) =>
        zone is not null && DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) is not null ? zone : "Etc/UTC";

    /// <summary><c>Berlin</c></summary>
    public static string Place(string zone) => zone[(zone.LastIndexOf('/') + 1)..].Replace('_', ' ');

    /// <summary><c>UTC+1</c>, <c>UTC+5:30</c>, <c>UTC</c></summary>
    public static string Offset(DateTimeOffset at, string zone)
    {
        var offset = Zone(zone).GetUtcOffset(Instant.FromDateTimeOffset(at)).ToTimeSpan();
        var sign = offset < TimeSpan.Zero ? '−' : '+';
        var minutes = offset.Minutes == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $":{Math.Abs(offset.Minutes):00}");
        return offset == TimeSpan.Zero ? "UTC" : string.Create(CultureInfo.InvariantCulture, $"UTC{sign}{Math.Abs(offset.Hours)}{minutes}");
    }

    /// <summary>What a person wrote at the place, as an instant; or why it is none (S18).</summary>
    public static LocalTimeReading Read(DateTime written, string zone)
    {
        var local = LocalDateTime.FromDateTime(written);
        var mapping = Zone(zone).MapLocal(local);
        if (mapping.Count == 1)
            return new LocalTimeReading.Once(mapping.Single().ToDateTimeOffset().ToUniversalTime());
        if (mapping.Count == 2)
            return new LocalTimeReading.Twice(
                mapping.First().ToDateTimeOffset().ToUniversalTime(), mapping.Last().ToDateTimeOffset().ToUniversalTime());

        var later = mapping.LateInterval.IsoLocalStart;
        return new LocalTimeReading.Never(
            ControlsText.FormatNoSuchTime(
                Minutes.Format(local.TimeOfDay), Written(local.Date, ControlsText.LongDayPattern), Minutes.Format(later.TimeOfDay)));
    }

    /// <summary>The calendar day and time at the place, to fill a form with.</summary>
    public static DateTime Write(DateTimeOffset at, string zone) => Local(at, zone).ToDateTimeUnspecified();

    /// <summary>The first moment of a day at the place; where clocks skip midnight, that is later.</summary>
    public static DateTimeOffset StartOf(LocalDate day, string zone) => Zone(zone).AtStartOfDay(day).ToDateTimeOffset().ToUniversalTime();

    /// <summary><c>14:03</c></summary>
    public static string Clock(LocalTime time) => Minutes.Format(time);

    private static string InPlace(string written, string? readersZone, DateTimeOffset at, string zone) =>
        Differs(at, zone, readersZone) ? $"{written} ({Place(zone)})" : written;

    /// <summary>By the pattern and the names of the language that is spoken.</summary>
    private static string Written(LocalDate day, string pattern) =>
        LocalDatePattern.Create(pattern, Languages.Spoken).Format(day);

    private static LocalDateTime Local(DateTimeOffset at, string zone) => Instant.FromDateTimeOffset(at).InZone(Zone(zone)).LocalDateTime;

    private static DateTimeZone Zone(string zone) => DateTimeZoneProviders.Tzdb[zone];
}
