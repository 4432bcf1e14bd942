using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using NodaTime;
using NodaTime.Calendars;
using Portal.Client.Controls;

namespace Portal.Client.Deliveries;

/// <summary>A week from Monday to Sunday, as it stands in the address: <c>2026-W48</c> (ISO 8601).</summary>
public readonly record struct CalendarWeek
{
    private const int FirstYear = 2000;
    private const int LastYear = 2199;

    private CalendarWeek(LocalDate monday) => Monday = monday;

    public LocalDate Monday { get; }

    public IEnumerable<LocalDate> Days => Enumerable.Range(0, 7).Select(Monday.PlusDays);

    public CalendarWeek Previous => new(Monday.PlusWeeks(-1));

    public CalendarWeek Next => new(Monday.PlusWeeks(1));

    public static CalendarWeek Of(DateTimeOffset at, string zone)
    {
        var day = LocalDate.FromDateTime(PlaceClock.Write(at, zone));
        return new CalendarWeek(day.PlusDays(1 - (int)day.DayOfWeek));
    }

    public static bool TryParse([NotNullWhen(true)] string? text, out CalendarWeek week)
    {
        week = default;
        if (text?.Split("-W") is not [var inYear, var number]
            || !int.TryParse(inYear, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < FirstYear or > LastYear
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var inWeek)
            || inWeek < 1 || inWeek > WeekYearRules.Iso.GetWeeksInWeekYear(year))
            return false;
        week = new CalendarWeek(WeekYearRules.Iso.GetLocalDate(year, inWeek, IsoDayOfWeek.Monday));
        return true;
    }

    /// <summary>From its first moment to the first of the next week, on the clock of the place.</summary>
    public DeliveryWindow Span(string zone) => new(PlaceClock.StartOf(Monday, zone), PlaceClock.StartOf(Monday.PlusWeeks(1), zone));

    /// <summary><c>23–29 Nov</c>, <c>30 Nov–6 Dec</c>; with the year where it is not this one.</summary>
    public string InWords(LocalDate today)
    {
        var last = Monday.PlusDays(6);
        var from = Word(Monday, Monday.Month == last.Month ? DeliveriesText.DayOfMonthPattern : DeliveriesText.DayInMonthPattern);
        return $"{from}–{Word(last, last.Year == today.Year ? DeliveriesText.DayInMonthPattern : DeliveriesText.DayInYearPattern)}";
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{WeekYearRules.Iso.GetWeekYear(Monday)}-W{WeekYearRules.Iso.GetWeekOfWeekYear(Monday):00}");

    private static string Word(LocalDate day, string pattern) => day.ToString(pattern, Languages.Spoken);
}
