using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Controls;
using Portal.Client.Live;

namespace Portal.Client.Deliveries;

/// <summary>All deliveries of the household: now, asked, coming, and the past by day.</summary>
public sealed partial class DeliveriesPage(IHouseholdDeliveries deliveries, PlaceClock clock, ILogger<DeliveriesPage> logger)
{
    private const int PastAtATime = 30;
    private const int PastAtMost = 600;
    private readonly CancellationTokenSource _leaving = new();
    private readonly Reading<DeliveriesView> _reading = new(logger);
    private int? _shown;

    /// <summary>How many of the past are shown.</summary>
    [SupplyParameterFromQuery(Name = "past")]
    public int? Past { get; set; }

    private int PastShown => Math.Clamp(Past ?? PastAtATime, PastAtATime, PastAtMost);

    protected override async Task OnParametersSetAsync()
    {
        if (_shown == PastShown)
            return;
        _shown = PastShown;
        await ReloadAsync();
    }

    private Task ReloadAsync() => _reading.ReadAsync(LoadAsync, _leaving.Token);

    private async Task<DeliveriesView?> LoadAsync(CancellationToken cancellationToken)
    {
        var current = await deliveries.ListCurrentAsync(cancellationToken);
        var past = new List<DeliveryView>();
        IReadOnlyList<DeliveryView> page;
        do
        {
            page = await deliveries.ListPastAsync(past.Count == 0 ? null : past[^1].Id, PastAtATime, cancellationToken);
            past.AddRange(page);
        }
        while (page.Count == PastAtATime && past.Count < PastShown);

        return new DeliveriesView(current, past, page.Count == PastAtATime && past.Count < PastAtMost);
    }

    private IEnumerable<(string Day, List<DeliveryView> Deliveries)> Days(IReadOnlyList<DeliveryView> past) => past
        .GroupBy(delivery => clock.Day(delivery.UpdatedAt, delivery.TimeZone), StringComparer.Ordinal)
        .Select(day => (day.Key, day.ToList()));

    private static string Announced(DeliveriesView list) =>
        list.Current is [var first, ..] ? $"{DeliveryWords.Title(first)}: {DeliveryWords.State(first)}" : "Nothing is open, asked or coming";

    public void Dispose()
    {
        _leaving.Cancel();
        _leaving.Dispose();
    }
}
