using NodaTime;

namespace Portal.Client.Deliveries;

/// <summary>One day of a week, with what lies on it from early to late.</summary>
/// <param name="Date">On the clock of the place.</param>
/// <param name="Pieces">The windows' parts on this day.</param>
/// <param name="ClockChange">'Clocks go back at 03:00'; null on any other day.</param>
public sealed record CalendarDay(LocalDate Date, IReadOnlyList<CalendarPiece> Pieces, string? ClockChange);
