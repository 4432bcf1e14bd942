namespace Portal.Client.Deliveries;

/// <summary>A week of the household: its windows laid out by day, and the rules that approve by themselves.</summary>
public sealed record CalendarView
{
    public required CalendarWeek Week { get; init; }

    /// <summary>The clock by which the days are laid out (IANA).</summary>
    public required string Zone { get; init; }

    public required IReadOnlyList<CalendarDay> Days { get; init; }

    public required IReadOnlyList<CalendarClash> Clashes { get; init; }

    /// <summary>One for each access point.</summary>
    public required IReadOnlyList<DeliveryRulesView> Places { get; init; }

    public bool IsEmpty => Days.All(day => day.Pieces.Count == 0);

    /// <summary>The first full hour that is drawn: 8, or earlier where a window asks for it.</summary>
    public int FromHour => Math.Min(8, Pieces.Select(piece => piece.At / 60).DefaultIfEmpty(8).Min());

    /// <summary>The full hour at which the drawing ends.</summary>
    public int ToHour => Math.Min(24, Math.Max(20, Pieces.Select(piece => (piece.At + piece.Minutes + 59) / 60).DefaultIfEmpty(20).Max()));

    private IEnumerable<CalendarPiece> Pieces => Days.SelectMany(day => day.Pieces);
}
