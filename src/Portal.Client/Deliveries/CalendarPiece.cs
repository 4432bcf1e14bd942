namespace Portal.Client.Deliveries;

/// <summary>What of a window lies on one day: where its block begins on that day's clock, and for how long it lasts.</summary>
public sealed record CalendarPiece
{
    public required DeliveryView Delivery { get; init; }

    /// <summary>The whole window, of which this is a part.</summary>
    public required DeliveryWindow Window { get; init; }

    /// <summary>Asked for, and one of so many proposals.</summary>
    public required int Proposals { get; init; }

    /// <summary>Minutes after midnight on the clock of the place.</summary>
    public required int At { get; init; }

    /// <summary>How long it lasts: where clocks change, not what the clock's hands have moved.</summary>
    public required int Minutes { get; init; }

    /// <summary>It began on a day before.</summary>
    public required bool IsContinued { get; init; }

    /// <summary>It goes on on the next day.</summary>
    public required bool Continues { get; init; }

    /// <summary>Which of the <see cref="Lanes"/> side by side it stands in, from 0.</summary>
    public int Lane { get; init; }

    public int Lanes { get; init; } = 1;

    public bool IsAsked => Delivery.State is DeliveryState.Requested;
}
