using System.Globalization;
using NodaTime;
using Portal.Client.Controls;

namespace Portal.Client.Deliveries;

/// <summary>What stands on a block of the calendar.</summary>
internal static class CalendarWords
{
    /// <summary>
    /// <c>14:00–15:00</c> on the clock of the access point; over midnight the other end names its day; the place is named where the
    /// reader's clock or the page's shows another time, and how long it lasts where the hands do not tell.
    /// </summary>
    public static string Time(CalendarPiece piece, string zone, string? viewerZone) =>
        $"{Start(piece)}{End(piece)}{(Place(piece, zone, viewerZone) is { } place ? $" {place}" : null)}";

    /// <summary><c>14:00</c></summary>
    public static string Start(CalendarPiece piece) => At(piece.Window.Start, piece.Delivery.TimeZone, piece.IsContinued);

    /// <summary><c>–15:00</c>, which a narrow block does without: its height says it.</summary>
    public static string End(CalendarPiece piece)
    {
        var ((start, end), zone) = (piece.Window, piece.Delivery.TimeZone);
        var lasts = PlaceClock.Write(end, zone) - PlaceClock.Write(start, zone) == end - start ? "" : $" ({Measures.Duration(end - start)})";
        return $"–{At(end, zone, piece.Continues)}{lasts}";
    }

    /// <summary><c>in Berlin</c>, or null where every clock around shows the same.</summary>
    public static string? Place(CalendarPiece piece, string zone, string? viewerZone)
    {
        var (start, place) = (piece.Window.Start, piece.Delivery.TimeZone);
        return PlaceClock.Differs(start, place, viewerZone) || PlaceClock.Differs(start, place, zone) ? DeliveriesText.FormatInPlace(PlaceClock.Place(place)) : null;
    }

    public static string State(CalendarPiece piece) => piece.Delivery switch
    {
        { State: DeliveryState.Requested, ProposedByOwner: true } => DeliveriesText.Proposed,
        { State: DeliveryState.Requested } when piece.Proposals > 1 => DeliveriesText.FormatAskedOneOf(piece.Proposals),
        { State: DeliveryState.Requested } => DeliveriesText.Asked,
        { State: DeliveryState.InProgress } => DeliveriesText.OpenNow,
        { State: DeliveryState.Approved, Rule: not null } => DeliveriesText.ByRule,
        var delivery => DeliveryWords.State(delivery),
    };

    /// <summary>The classes of a time of day.</summary>
    public static string At(int minutes) => string.Create(CultureInfo.InvariantCulture, $"at-h{minutes / 60} at-m{minutes % 60}");

    /// <summary><c>Mon</c></summary>
    public static string Weekday(LocalDate day) => day.ToString("ddd", Languages.Spoken);

    /// <summary>For a screen reader: <c>no windows</c>, <c>1 window</c>, <c>2 windows</c>.</summary>
    public static string Count(CalendarDay day) => day.Pieces.Count switch
    {
        0 => DeliveriesText.NoWindowsWithin,
        1 => DeliveriesText.OneWindow,
        var count => DeliveriesText.FormatWindows(count),
    };

    private static string At(DateTimeOffset at, string zone, bool namesDay)
    {
        var time = PlaceClock.Time(at, zone);
        return namesDay ? $"{Weekday(LocalDate.FromDateTime(PlaceClock.Write(at, zone)))} {time}" : time;
    }
}
