using System.Globalization;
using NodaTime;
using Portal.Client;
using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;
using Portal.Deliveries;

namespace Portal.Tests.Deliveries;

/// <summary>Which windows a standing rule approves: on the clock of the place, over midnight and over clock changes.</summary>
public sealed class StandingRuleTests
{
    private const Weekdays All = (Weekdays)127;

    /// <summary>Tuesday 24 November 2026 in Berlin, UTC+1.</summary>
    [Theory]
    [InlineData("18:00", "19:00", true)]
    [InlineData("18:15", "18:45", true)]
    [InlineData("17:59", "18:30", false)]
    [InlineData("18:30", "19:01", false)]
    [InlineData("17:00", "20:00", false)]
    [InlineData("19:00", "19:30", false)]
    [InlineData("18:30", "18:30", false)]
    public void Allows_OnItsDay_WhatLiesWhollyInside(string from, string to, bool allowed) =>
        Assert.Equal(allowed, Allows(Rule(Weekdays.Tuesday, "18:00", "19:00"), Local("2026-11-24", from), Local("2026-11-24", to)));

    [Theory]
    [InlineData("2026-11-23", Weekdays.Monday)]
    [InlineData("2026-11-24", Weekdays.Tuesday)]
    [InlineData("2026-11-25", Weekdays.Wednesday)]
    [InlineData("2026-11-26", Weekdays.Thursday)]
    [InlineData("2026-11-27", Weekdays.Friday)]
    [InlineData("2026-11-28", Weekdays.Saturday)]
    [InlineData("2026-11-29", Weekdays.Sunday)]
    public void Allows_EachDay_IsThatDayAndNoOther(string day, Weekdays weekday)
    {
        Assert.True(Allows(Rule(weekday, "18:00", "19:00"), Local(day, "18:00"), Local(day, "19:00")));
        Assert.False(Allows(Rule(All & ~weekday, "18:00", "19:00"), Local(day, "18:00"), Local(day, "19:00")));
    }

    [Fact]
    public void Allows_AnotherDaysHours_AreNotJoined() =>
        Assert.False(Allows(Rule(All, "08:00", "07:00"), Local("2026-11-24", "06:00"), Local("2026-11-24", "09:00")));

    [Theory]
    [InlineData("2026-11-24", "22:00", "2026-11-25", "02:00", true)]
    [InlineData("2026-11-24", "23:30", "2026-11-25", "00:30", true)]
    [InlineData("2026-11-25", "00:30", "2026-11-25", "02:00", true)]
    [InlineData("2026-11-25", "01:00", "2026-11-25", "02:01", false)]
    [InlineData("2026-11-24", "00:30", "2026-11-24", "01:30", false)]
    [InlineData("2026-11-25", "22:00", "2026-11-25", "23:00", false)]
    public void Allows_OverMidnight_BelongsToTheDayOnWhichItBegan(string day, string from, string endDay, string to, bool allowed) =>
        Assert.Equal(allowed, Allows(Rule(Weekdays.Tuesday, "22:00", "02:00"), Local(day, from), Local(endDay, to)));

    [Fact]
    public void Allows_SameTimeTwice_IsAWholeDay()
    {
        var rule = Rule(Weekdays.Tuesday, "06:00", "06:00");

        Assert.True(Allows(rule, Local("2026-11-24", "06:00"), Local("2026-11-25", "06:00")));
        Assert.False(Allows(rule, Local("2026-11-24", "05:59"), Local("2026-11-25", "05:00")));
    }

    [Theory]
    [InlineData("2026-11-24", true)]
    [InlineData("2026-12-01", true)]
    [InlineData("2026-12-08", false)]
    public void Allows_WithALastDay_EndsWithIt(string day, bool allowed)
    {
        var rule = Rule(Weekdays.Tuesday, "22:00", "02:00") with { LastDay = new DateOnly(2026, 12, 1) };

        Assert.Equal(allowed, Allows(rule, Local(day, "23:00"), Local(day, "23:59")));
    }

    [Fact]
    public void Allows_AfterMidnightOfItsLastDay_StillBelongsToIt() =>
        Assert.True(Allows(
            Rule(Weekdays.Tuesday, "22:00", "02:00") with { LastDay = new DateOnly(2026, 12, 1) }, Local("2026-12-02", "00:30"), Local("2026-12-02", "01:30")));

    [Fact]
    public void Allows_SwitchedOff_Nothing() =>
        Assert.False(Allows(
            Rule(All, "00:00", "00:00") with { OffSince = SomeDelivery.Now }, Local("2026-11-24", "10:00"), Local("2026-11-24", "11:00")));

    /// <summary>On 29 March 2026 Berlin's clocks go from 02:00 to 03:00, on 25 October 2026 from 03:00 back to 02:00.</summary>
    [Theory]
    [InlineData("01:30", "04:00", "2026-03-29T00:30Z", "2026-03-29T02:00Z", true)] // 2½ hours by the clock, 1½ in truth.
    [InlineData("01:30", "04:00", "2026-03-29T00:30Z", "2026-03-29T02:01Z", false)]
    [InlineData("02:30", "04:00", "2026-03-29T01:00Z", "2026-03-29T02:00Z", true)] // 02:30 does not come: 03:00 does.
    [InlineData("02:30", "04:00", "2026-03-29T00:59Z", "2026-03-29T02:00Z", false)]
    [InlineData("01:00", "02:30", "2026-03-29T00:00Z", "2026-03-29T01:00Z", true)] // Ends as the clock jumps.
    [InlineData("01:00", "02:30", "2026-03-29T00:00Z", "2026-03-29T01:01Z", false)]
    [InlineData("02:10", "02:50", "2026-03-29T01:00Z", "2026-03-29T01:05Z", false)] // None of it comes.
    [InlineData("01:00", "04:00", "2026-10-24T23:00Z", "2026-10-25T03:00Z", true)] // 3 hours by the clock, 4 in truth.
    [InlineData("02:30", "04:00", "2026-10-25T01:30Z", "2026-10-25T03:00Z", true)] // From the second 02:30 on.
    [InlineData("02:30", "04:00", "2026-10-25T00:30Z", "2026-10-25T03:00Z", false)]
    [InlineData("01:00", "02:30", "2026-10-24T23:00Z", "2026-10-25T00:30Z", true)] // Until the first 02:30.
    [InlineData("01:00", "02:30", "2026-10-24T23:00Z", "2026-10-25T01:30Z", false)]
    public void S18_Allows_WhenTheClockIsChanged_FollowsTheClock(string from, string to, string start, string end, bool allowed) =>
        Assert.Equal(allowed, Allows(Rule(All, from, to), At(start), At(end)));

    /// <summary>
    /// Nothing is allowed in which some minute reads a time outside the hours, by the machine's own zone data; and on a day whose clock is
    /// not changed, everything is in which none does.
    /// </summary>
    [Theory]
    [InlineData("Europe/Berlin", 2026)]
    [InlineData("America/New_York", 2027)]
    [InlineData("America/Santiago", 2027)]
    [InlineData("Australia/Lord_Howe", 2027)]
    [InlineData("Asia/Kathmandu", 2026)]
    [InlineData("Pacific/Apia", 2026)]
    [InlineData("America/St_Johns", 2028)]
    public void S18_Allows_AgainstTheMachinesClock_AgreesMinuteByMinute(string name, int year)
    {
        var machine = TimeZoneInfo.FindSystemTimeZoneById(name);
        var zone = DateTimeZoneProviders.Tzdb[name];
        var random = new Random(20261124);
        var allowed = 0;
        for (var round = 0; round < 4000; round++)
        {
            var rule = Rule((Weekdays)random.Next(1, 128), Quarter(random), Quarter(random));
            var start = NearAChange(machine, year, random, round);
            var window = new DeliveryWindow(start, start.AddMinutes(5 * random.Next(1, 60)));
            var reads = ReadsInside(rule, window, machine);

            var isAllowed = rule.Allows(window, zone);

            Assert.True(!isAllowed || reads, $"Allowed {window} by {rule}, though the clock reads another time.");
            Assert.True(isAllowed || !reads || IsChanged(machine, window), $"Refused {window} by {rule}.");
            allowed += isAllowed ? 1 : 0;
        }

        Assert.InRange(allowed, 100, 3900);
    }

    private static bool ReadsInside(StandingRule rule, DeliveryWindow window, TimeZoneInfo machine)
    {
        DateOnly? began = null;
        for (var at = window.Start; at < window.End; at = at.AddMinutes(1))
        {
            var local = TimeZoneInfo.ConvertTime(at, machine);
            var time = TimeOnly.FromTimeSpan(local.TimeOfDay);
            var today = DateOnly.FromDateTime(local.DateTime);
            var isOver = rule.To <= rule.From;
            var isInside = isOver ? time >= rule.From || time < rule.To : time >= rule.From && time < rule.To;
            var day = isOver && time < rule.To && !(rule.From == rule.To && time >= rule.From) ? today.AddDays(-1) : today;
            if (!isInside || (began ?? day) != day || !rule.Days.HasFlag(DayOf(day)))
                return false;
            began = day;
        }

        return true;
    }

    private static Weekdays DayOf(DateOnly day) => (Weekdays)(1 << (((int)day.DayOfWeek + 6) % 7));

    private static bool IsChanged(TimeZoneInfo machine, DeliveryWindow window) =>
        machine.GetUtcOffset(window.Start.AddDays(-2)) != machine.GetUtcOffset(window.End.AddDays(2));

    /// <summary>Half of the starts lie within a day of a change of the clock, where there is one.</summary>
    private static DateTimeOffset NearAChange(TimeZoneInfo machine, int year, Random random, int round)
    {
        var any = new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(5 * random.Next(0, 365 * 24 * 12));
        var changes = Enumerable.Range(0, 365 * 24).Select(hour => new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).AddHours(hour));
        if (round % 2 == 0)
            return any;
        var list = Changes.GetOrAdd(machine.Id + year, _ => [.. changes.Where(at => machine.GetUtcOffset(at) != machine.GetUtcOffset(at.AddHours(1)))]);
        return list.Count == 0 ? any : list[random.Next(list.Count)].AddMinutes(5 * random.Next(-300, 300));
    }

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<string, List<DateTimeOffset>> Changes = new(StringComparer.Ordinal);

    private static string Quarter(Random random) => TimeOnly.MinValue.AddMinutes(15 * random.Next(0, 96)).ToString("HH:mm", CultureInfo.InvariantCulture);

    private static bool Allows(StandingRule rule, DateTimeOffset start, DateTimeOffset end) =>
        rule.Allows(new DeliveryWindow(start, end), DateTimeZoneProviders.Tzdb["Europe/Berlin"]);

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    /// <summary>In winter, UTC+1.</summary>
    private static DateTimeOffset Local(string day, string time) => At($"{day}T{time}+01:00").ToUniversalTime();

    private static StandingRule Rule(Weekdays days, string from, string to) => new()
    {
        Id = PortalId.New<StandingRuleId>(SomeDelivery.Now),
        AccessPoint = PortalId.New<AccessPointId>(SomeDelivery.Now),
        Carrier = PortalId.New<CarrierId>(SomeDelivery.Now),
        Days = days,
        From = TimeOnly.ParseExact(from, "HH:mm", CultureInfo.InvariantCulture),
        To = TimeOnly.ParseExact(to, "HH:mm", CultureInfo.InvariantCulture),
        TimeZone = "Europe/Berlin",
    };
}
