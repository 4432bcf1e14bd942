using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using Portal.Client.Deliveries;

namespace Portal.Deliveries;

/// <summary>
/// A window as people wrote or read it when it was agreed, on the clock of the place: <c>2026-11-24 18:00 to 2026-11-24 19:00</c>. With the
/// instants beside it it says which rules of the zone they went by (S18).
/// </summary>
internal sealed record WrittenWindow(LocalDateTime Start, LocalDateTime End)
{
    private const string Between = " to ";

    // Of several that can write a time, the one that was added last does.
    private static readonly IPattern<LocalDateTime> Pattern = new CompositePatternBuilder<LocalDateTime>
    {
        { LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm':'ss;FFFFFFFFF"), _ => true },
        { LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd HH':'mm"), local => local is { Second: 0, NanosecondOfSecond: 0 } },
    }.Build();

    public static WrittenWindow Of(DeliveryWindow window, DateTimeZone zone) => new(
        Instant.FromDateTimeOffset(window.Start).InZone(zone).LocalDateTime, Instant.FromDateTimeOffset(window.End).InZone(zone).LocalDateTime);

    public static WrittenWindow Parse(string written) => written.Split(Between) is [var start, var end]
        ? new WrittenWindow(Pattern.Parse(start).GetValueOrThrow(), Pattern.Parse(end).GetValueOrThrow())
        : throw new FormatException("A window is two times.");

    /// <summary>
    /// What it means by the zone's rules of now. A time that comes twice is the agreed one where that is one of the two, else the first; one
    /// that does not come is the moment at which the clock is set forward.
    /// </summary>
    public DeliveryWindow Means(DateTimeZone zone, DeliveryWindow agreed) =>
        new(Means(zone.MapLocal(Start), agreed.Start), Means(zone.MapLocal(End), agreed.End));

    public override string ToString() => Pattern.Format(Start) + Between + Pattern.Format(End);

    private static DateTimeOffset Means(ZoneLocalMapping mapping, DateTimeOffset agreed)
    {
        if (mapping.Count == 0)
            return mapping.LateInterval.Start.ToDateTimeOffset();
        var last = mapping.Last().ToDateTimeOffset().ToUniversalTime();
        return last == agreed ? last : mapping.First().ToDateTimeOffset().ToUniversalTime();
    }
}
