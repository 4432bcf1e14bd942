using NodaTime;
using NodaTime.TimeZones;
using Portal.Client.Access;
using Portal.Client.Carriers;
using Portal.Client.Deliveries;

namespace Portal.Deliveries;

/// <summary>
/// 'What Nordpost asks for on Tuesdays between 18:00 and 19:00 is approved.' Days and hours are those of the clock at the place, so they
/// follow it when it is set forward or back.
/// </summary>
internal sealed record StandingRule
{
    public required StandingRuleId Id { get; init; }

    public required AccessPointId AccessPoint { get; init; }

    public required CarrierId Carrier { get; init; }

    /// <summary>The days on which its hours begin.</summary>
    public required Weekdays Days { get; init; }

    public required TimeOnly From { get; init; }

    /// <summary>Not after <see cref="From"/>: on the next day.</summary>
    public required TimeOnly To { get; init; }

    /// <summary>IANA zone of the place when the rule was made.</summary>
    public required string TimeZone { get; init; }

    /// <summary>The last day on which its hours begin; null: no end.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Set while it is switched off.</summary>
    public DateTimeOffset? OffSince { get; init; }

    /// <summary>Whether the window lies wholly inside the rule's hours of one day.</summary>
    public bool Allows(DeliveryWindow window, DateTimeZone zone)
    {
        if (OffSince is not null || window.Start >= window.End)
            return false;
        var (start, end) = (Instant.FromDateTimeOffset(window.Start), Instant.FromDateTimeOffset(window.End));
        var day = start.InZone(zone).Date;

        // Hours that go over midnight began the day before.
        return Includes(day, start, end, zone) || Includes(day.PlusDays(-1), start, end, zone);
    }

    private bool Includes(LocalDate day, Instant start, Instant end, DateTimeZone zone)
    {
        if (!IsOn(day))
            return false;
        var lastDay = To > From ? day : day.PlusDays(1);
        return Later(day + LocalTime.FromTimeOnly(From), zone) <= start && end <= Earlier(lastDay + LocalTime.FromTimeOnly(To), zone);
    }

    private bool IsOn(LocalDate day) =>
        Days.HasFlag((Weekdays)(1 << ((int)day.DayOfWeek - 1))) && (LastDay is not { } last || day <= LocalDate.FromDateOnly(last));

    // A time that comes twice narrows the hours: they begin with the later of the two and end with the earlier. One that does not come
    // is the moment at which the clock is set forward.
    private static Instant Later(LocalDateTime local, DateTimeZone zone) => Moment(zone.MapLocal(local), of => of.Last());

    private static Instant Earlier(LocalDateTime local, DateTimeZone zone) => Moment(zone.MapLocal(local), of => of.First());

    private static Instant Moment(ZoneLocalMapping mapping, Func<ZoneLocalMapping, ZonedDateTime> choose) =>
        mapping.Count == 0 ? mapping.LateInterval.Start : choose(mapping).ToInstant();
}
