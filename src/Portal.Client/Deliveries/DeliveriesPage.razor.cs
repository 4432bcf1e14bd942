using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Live;

namespace Portal.Client.Deliveries;

/// <summary>All deliveries of the household: now, asked, coming, and the past by day. What is shown stands in the address.</summary>
public sealed partial class DeliveriesPage(
    IHouseholdDeliveries deliveries, IHouseholdAccess access, NavigationManager navigation, PlaceClock clock, ILogger<DeliveriesPage> logger)
{
    private const int PageSize = 30;
    private readonly Leaving _leaving = new();
    private readonly Reading<DeliveriesView> _reading = new(logger);
    private (DeliveriesAddress Filter, string? Before)? _loaded;

    /// <summary>Words that all have to be found.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Text { get; set; }

    /// <summary>Only of this stage.</summary>
    [SupplyParameterFromQuery(Name = "state")]
    public string? State { get; set; }

    /// <summary>Only this access point's.</summary>
    [SupplyParameterFromQuery(Name = "accessPoint")]
    public string? AccessPoint { get; set; }

    /// <summary>Only older ones than this delivery.</summary>
    [SupplyParameterFromQuery(Name = "before")]
    public string? Before { get; set; }

    private DeliveriesAddress Filter => new() { Text = Text, State = State, AccessPoint = AccessPoint };

    private DeliveryId? From => PortalId.TryParse<DeliveryId>(Before, out var before) ? before : null;

    /// <summary>Not all there is, from the newest on.</summary>
    private bool IsPart => Filter.IsNarrow || From is not null;

    private string WhyNone => (Filter.IsNarrow, From) switch
    {
        (true, null) => DeliveriesText.NoneLikeThat,
        (true, _) => DeliveriesText.NoneOlderLikeThat,
        (false, _) => DeliveriesText.ThatWasTheFirst,
    };

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == (Filter, Before))
            return;
        _loaded = (Filter, Before);
        await ReloadAsync();
    }

    private Task ReloadAsync() => _reading.ReadAsync(LoadAsync, _leaving.Token);

    private async Task<DeliveriesView?> LoadAsync(CancellationToken cancellationToken)
    {
        var places = await access.ListAsync(cancellationToken);
        // What is open, asked or coming is shown whole, soonest first, before the past is turned over page by page.
        var filter = Filter.IsNarrow ? Filter.ToFilter() : new DeliveryFilter { States = DeliveryStages.Ended };
        var current = IsPart ? [] : await deliveries.ListCurrentAsync(cancellationToken);
        var page = await deliveries.ListAsync(filter, From, PageSize, cancellationToken);
        var ended = page.ToLookup(delivery => DeliveryStages.Ended.Contains(delivery.State));
        return new DeliveriesView([.. current, .. ended[false]], [.. ended[true]], page.Count == PageSize ? page[^1].Id : null, places);
    }

    private IEnumerable<(string Day, List<DeliveryView> Deliveries)> Days(IReadOnlyList<DeliveryView> past) => past
        .GroupBy(delivery => clock.Day(delivery.UpdatedAt, delivery.TimeZone), StringComparer.Ordinal)
        .Select(day => (day.Key, day.ToList()));

    private void Go(DeliveriesAddress filter) => navigation.NavigateTo(Address(filter));

    private string Address(DeliveriesAddress filter, DeliveryId? before = null) => navigation.GetUriWithQueryParameters(
        "/deliveries", new Dictionary<string, object?>(filter.Query, StringComparer.Ordinal) { ["before"] = before?.Value });

    private static string Announced(DeliveriesView list) =>
        list.Current is [var first, ..] ? DeliveriesText.FormatTitleSays(DeliveryWords.Title(first), DeliveryWords.State(first)) : DeliveriesText.NothingIsOpen;

    public void Dispose() => _leaving.Dispose();
}
