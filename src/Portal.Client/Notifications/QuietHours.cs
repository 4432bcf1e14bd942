using NodaTime;

namespace Portal.Client.Notifications;

/// <summary>When a person is not to be disturbed, by the clock where the person is; over midnight where the end comes first.</summary>
/// <param name="From">The first minute.</param>
/// <param name="Until">The first minute after.</param>
/// <param name="TimeZone">The person's zone (IANA).</param>
public sealed record QuietHours(TimeOnly From, TimeOnly Until, string TimeZone)
{
    /// <summary>When something of now may be told: now, or at the end of these hours.</summary>
    public DateTimeOffset NotBefore(DateTimeOffset now)
    {
        var zone = DateTimeZoneProviders.Tzdb[TimeZone];
        var local = Instant.FromDateTimeOffset(now).InZone(zone).LocalDateTime;
        var time = new TimeOnly(local.Hour, local.Minute);
        if (!time.IsBetween(From, Until))
            return now;
        var day = time < Until ? local.Date : local.Date.PlusDays(1);

        // An hour that the clocks skip ends when they have skipped it.
        return day.At(new LocalTime(Until.Hour, Until.Minute)).InZoneLeniently(zone).ToDateTimeOffset().ToUniversalTime();
    }
}
