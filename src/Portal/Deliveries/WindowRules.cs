using Portal.Client.Deliveries;

namespace Portal.Deliveries;

/// <summary>Which windows can be asked for at all, by a carrier or by hand.</summary>
internal static class WindowRules
{
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    /// <summary>How far ahead a window may start.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(90);

    /// <summary>What is wrong with a window, in a sentence that says what to do; null when nothing is.</summary>
    public static WindowFault? Fault(DeliveryWindow window, DateTimeOffset now) => window switch
    {
        _ when window.End <= now => OfEnd(DeliveriesFaultText.WindowIsOver),
        _ when window.End - window.Start < Shortest => OfEnd(DeliveriesFaultText.WindowTooShort),
        _ when window.End - window.Start > Longest => OfEnd(DeliveriesFaultText.WindowTooLong),
        _ when window.Start > now + Horizon => new WindowFault(IsOfStart: true, DeliveriesFaultText.WindowStartsTooLate),
        _ => null,
    };

    private static WindowFault OfEnd(string message) => new(IsOfStart: false, message);
}

/// <summary>What is wrong, and whether it is the start or the end that should change.</summary>
internal sealed record WindowFault(bool IsOfStart, string Message);
