namespace Portal.Client.Deliveries;

/// <summary>Which parts of a proposed window a member may approve: what is left of it, narrowed in steps.</summary>
public static class WindowPart
{
    private static readonly TimeSpan Fine = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Coarse = TimeSpan.FromHours(1);
    private static readonly TimeSpan Long = TimeSpan.FromHours(12);

    /// <summary>The proposed windows of which something is left, in their order.</summary>
    public static IReadOnlyList<DeliveryWindow> Left(IReadOnlyList<DeliveryWindow> proposed, DateTimeOffset now) =>
        [.. proposed.Where(window => window.End > now)];

    /// <summary>The times at which a part may begin or end, from the window's first to its last. A time that has gone by is not among them.</summary>
    public static IReadOnlyList<DateTimeOffset> Steps(DeliveryWindow window, DateTimeOffset now)
    {
        var step = window.End - window.Start > Long ? Coarse : Fine;
        var steps = new List<DateTimeOffset>();
        for (var at = window.Start; at < window.End; at += step)
        {
            if (at + step > now)
                steps.Add(at);
        }

        steps.Add(window.End);
        return steps;
    }
}
