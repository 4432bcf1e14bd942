using NodaTime;
using NodaTime.TimeZones;
using Portal.Client.Controls;

namespace Portal.Client.Deliveries;

/// <summary>
/// Lays windows out by day. A block begins where the clock of the place stands and is as tall as the window lasts, so that it keeps its
/// true length where clocks change (docs/decisions/0030).
/// </summary>
internal static class CalendarLayout
{
    public static IReadOnlyList<CalendarDay> Days(CalendarWeek week, string zone, IEnumerable<DeliveryView> deliveries)
    {
        var windows = deliveries.SelectMany(Windows).ToList();
        return week.Days
            .Select(date => new CalendarDay(date, InLanes(windows.Select(one => Piece(one, date, zone)).OfType<CalendarPiece>()), Change(date, zone)))
            .ToList();
    }

    /// <summary>What is agreed or asked at the same access point at the same time, and not over.</summary>
    public static IReadOnlyList<CalendarClash> Clashes(IEnumerable<DeliveryView> deliveries, DateTimeOffset now)
    {
        var open = deliveries
            .Where(delivery => delivery.State is DeliveryState.Requested or DeliveryState.Approved or DeliveryState.InProgress)
            .SelectMany(Windows)
            .Where(one => one.Window.End > now)
            .OrderBy(one => one.Window.Start)
            .ToList();
        var both =
            from first in open.Index()
            from second in open.Skip(first.Index + 1)
            let shared = new DeliveryWindow(second.Window.Start, Min(first.Item.Window.End, second.Window.End))
            where first.Item.Delivery.AccessPointId == second.Delivery.AccessPointId && first.Item.Delivery.Id != second.Delivery.Id
                && shared.Start < shared.End
            select new CalendarClash(first.Item.Delivery, second.Delivery, shared);
        return both.DistinctBy(clash => (clash.First.Id, clash.Second.Id)).ToList();
    }

    /// <summary>What a delivery has on the calendar: its window, or while it is asked each that was proposed.</summary>
    private static IEnumerable<(DeliveryView Delivery, DeliveryWindow Window)> Windows(DeliveryView delivery) => delivery switch
    {
        { State: DeliveryState.Requested } => delivery.ProposedWindows.Select(window => (delivery, window)),
        { Window: { } window } => [(delivery, window)],
        _ => [],
    };

    private static CalendarPiece? Piece((DeliveryView Delivery, DeliveryWindow Window) one, LocalDate date, string zone)
    {
        var (from, to) = (PlaceClock.StartOf(date, zone), PlaceClock.StartOf(date.PlusDays(1), zone));
        var (start, end) = (Max(one.Window.Start, from), Min(one.Window.End, to));
        if (start >= end)
            return null;
        var at = (int)PlaceClock.Write(start, zone).TimeOfDay.TotalMinutes;
        return new CalendarPiece
        {
            Delivery = one.Delivery,
            Window = one.Window,
            Proposals = one.Delivery.State is DeliveryState.Requested ? one.Delivery.ProposedWindows.Count : 1,
            At = at,
            Minutes = Math.Min((24 * 60) - at, Math.Max(1, (int)(end - start).TotalMinutes)),
            IsContinued = one.Window.Start < from,
            Continues = one.Window.End > to,
        };
    }

    /// <summary>Those that would lie over each other stand side by side.</summary>
    private static List<CalendarPiece> InLanes(IEnumerable<CalendarPiece> pieces)
    {
        var laid = new List<CalendarPiece>();
        var together = new List<CalendarPiece>();
        foreach (var piece in pieces.OrderBy(piece => piece.At).ThenByDescending(piece => piece.Minutes).ThenBy(piece => piece.Delivery.Id.Value, StringComparer.Ordinal))
        {
            if (together.TrueForAll(other => other.At + other.Minutes <= piece.At))
                Close();
            var lane = 0;
            while (together.Exists(other => other.Lane == lane && other.At + other.Minutes > piece.At))
                lane++;
            together.Add(piece with { Lane = lane });
        }

        Close();
        return laid;

        void Close()
        {
            var lanes = together.Select(piece => piece.Lane + 1).DefaultIfEmpty(1).Max();
            laid.AddRange(together.Select(piece => piece with { Lanes = lanes }));
            together.Clear();
        }
    }

    private static string? Change(LocalDate date, string zone)
    {
        var day = new Interval(
            Instant.FromDateTimeOffset(PlaceClock.StartOf(date, zone)), Instant.FromDateTimeOffset(PlaceClock.StartOf(date.PlusDays(1), zone)));
        if (DateTimeZoneProviders.Tzdb[zone].GetZoneIntervals(day, ZoneEqualityComparer.Options.OnlyMatchWallOffset).ToList() is not [var before, var after, ..])
            return null;
        var at = PlaceClock.Clock(before.IsoLocalEnd.TimeOfDay);
        return after.WallOffset > before.WallOffset ? DeliveriesText.FormatClocksGoForward(at) : DeliveriesText.FormatClocksGoBack(at);
    }

    private static DateTimeOffset Max(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;

    private static DateTimeOffset Min(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;
}
