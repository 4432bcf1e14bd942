using Portal.Client.Controls;

namespace Portal.Client.Deliveries;

/// <summary>A window as a member types it, in the time of the place, and what it means as instants (S18).</summary>
public sealed class WindowForm
{
    public DateOnly Day { get; set; }

    public TimeOnly From { get; set; }

    public TimeOnly To { get; set; }

    /// <summary>When clocks go back over the start, it comes twice: the person says which. Null: not said yet.</summary>
    public bool? StartIsLater { get; set; }

    /// <inheritdoc cref="StartIsLater"/>
    public bool? EndIsLater { get; set; }

    private DateTime Start => Day.ToDateTime(From);

    private DateTime End => (To > From ? Day : Day.AddDays(1)).ToDateTime(To);

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
        var start = Read(Start, zone, StartIsLater, nameof(DeliveryWindow.Start), faults);
        var end = Read(End, zone, EndIsLater, nameof(DeliveryWindow.End), faults);
        return (faults.Count > 0 ? null : new DeliveryWindow(start, end), faults);
    }

    /// <summary>The two instants that the start may mean; null where it means one or none.</summary>
    public LocalTimeReading.Twice? StartTwice(string zone) => PlaceClock.Read(Start, zone) as LocalTimeReading.Twice;

    /// <inheritdoc cref="StartTwice"/>
    public LocalTimeReading.Twice? EndTwice(string zone) => PlaceClock.Read(End, zone) as LocalTimeReading.Twice;

    private static DateTimeOffset Read(DateTime written, string zone, bool? isLater, string field, Dictionary<string, string> faults)
    {
        switch (PlaceClock.Read(written, zone), isLater)
        {
            case (LocalTimeReading.Once once, _):
                return once.At;
            case (LocalTimeReading.Twice twice, { } later):
                return later ? twice.Later : twice.Earlier;
            case (LocalTimeReading.Twice, null):
                faults[field] = DeliveriesText.TimeComesTwice;
                return default;
            case (LocalTimeReading.Never never, _):
                faults[field] = never.Explanation;
                return default;
            default:
                throw new InvalidOperationException("No such reading.");
        }
    }
}
