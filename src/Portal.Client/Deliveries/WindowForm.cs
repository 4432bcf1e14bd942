using Portal.Client.Controls;

namespace Portal.Client.Deliveries;

/// <summary>A window as a member types it, in the time of the place, and what it means as instants (S18).</summary>
public sealed class WindowForm
{
    public DateOnly Day { get; set; }

    public TimeOnly From { get; set; }

    public TimeOnly To { get; set; }

    /// <summary>When clocks go back, a time exists twice: the person says which.</summary>
    public bool LaterOfTwo { get; set; }

    /// <summary>The next whole hour at the place, for an hour.</summary>
    public static WindowForm Starting(DateTimeOffset now, string zone)
    {
        var local = PlaceClock.Write(now, zone);
        var from = new DateTime(local.Year, local.Month, local.Day, local.Hour, 0, 0, DateTimeKind.Unspecified).AddHours(1);
        return new WindowForm
        {
            Day = DateOnly.FromDateTime(from),
            From = TimeOnly.FromDateTime(from),
            To = TimeOnly.FromDateTime(from.AddHours(1)),
        };
    }

    /// <summary>The window, or what is wrong by field. An end before the start is the next day.</summary>
    public (DeliveryWindow? Window, IReadOnlyDictionary<string, string> Faults) Read(string zone)
    {
        var faults = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var start = Read(Day.ToDateTime(From), zone, nameof(DeliveryWindow.Start), faults);
        var end = Read((To > From ? Day : Day.AddDays(1)).ToDateTime(To), zone, nameof(DeliveryWindow.End), faults);
        return (faults.Count > 0 ? null : new DeliveryWindow(start, end), faults);
    }

    /// <summary>Whether one of the times exists twice on that day.</summary>
    public bool IsAmbiguous(string zone) =>
        PlaceClock.Read(Day.ToDateTime(From), zone) is LocalTimeReading.Twice || PlaceClock.Read(Day.ToDateTime(To), zone) is LocalTimeReading.Twice;

    private DateTimeOffset Read(DateTime written, string zone, string field, Dictionary<string, string> faults)
    {
        switch (PlaceClock.Read(written, zone))
        {
            case LocalTimeReading.Once once:
                return once.At;
            case LocalTimeReading.Twice twice:
                return LaterOfTwo ? twice.Later : twice.Earlier;
            case LocalTimeReading.Never never:
                faults[field] = never.Explanation;
                return default;
            default:
                throw new InvalidOperationException("No such reading.");
        }
    }
}
