using System.Globalization;

namespace Portal.Client.Deliveries;

/// <summary>A standing rule in words.</summary>
internal static class RuleWords
{
    /// <summary>The days one by one, from Monday on.</summary>
    public static IReadOnlyList<Weekdays> Each { get; } =
        [Weekdays.Monday, Weekdays.Tuesday, Weekdays.Wednesday, Weekdays.Thursday, Weekdays.Friday, Weekdays.Saturday, Weekdays.Sunday];

    /// <summary><c>Mon–Fri 08:00–11:00, until 31 Jan 2027</c></summary>
    public static string Hours(StandingRuleView rule) => Hours(rule.Days, rule.From, rule.To, rule.LastDay);

    /// <inheritdoc cref="Hours(StandingRuleView)"/>
    public static string Hours(Weekdays days, TimeOnly from, TimeOnly to, DateOnly? lastDay) => to <= from
        ? DeliveriesText.FormatRuleHoursOverNight(Days(days), Time(from), Time(to), End(lastDay))
        : DeliveriesText.FormatRuleHours(Days(days), Time(from), Time(to), End(lastDay));

    /// <summary><c>Tuesday</c></summary>
    public static string Name(Weekdays day) => Languages.Spoken.DateTimeFormat.GetDayName(InWeek(day));

    /// <summary><c>Tue</c>, <c>Mon, Wed</c>, <c>Mon–Fri</c>, <c>Every day</c></summary>
    public static string Days(Weekdays days)
    {
        var on = Each.Index().Where(day => days.HasFlag(day.Item)).ToList();
        return on.Count switch
        {
            7 => DeliveriesText.EveryDay,
            > 2 when on[^1].Index - on[0].Index == on.Count - 1 => $"{Short(on[0].Item)}–{Short(on[^1].Item)}",
            _ => string.Join(", ", on.Select(day => Short(day.Item))),
        };
    }

    private static string End(DateOnly? last) =>
        last is { } day ? DeliveriesText.FormatUntilDay(day.ToString(DeliveriesText.DayInYearPattern, Languages.Spoken)) : DeliveriesText.NoEndDate;

    private static string Time(TimeOnly time) => time.ToString("HH:mm", CultureInfo.InvariantCulture);

    private static string Short(Weekdays day) => Languages.Spoken.DateTimeFormat.GetAbbreviatedDayName(InWeek(day));

    private static DayOfWeek InWeek(Weekdays day) => Enum.Parse<DayOfWeek>(day.ToString());
}
