using Microsoft.Extensions.Logging;
using Portal.Client.Controls;
using Portal.Client.Live;

namespace Portal.Client.Access;

/// <summary>All access points as cards: what is open or unknown first, in an order that stays while the page is open.</summary>
public sealed partial class AccessPointsPage(IHouseholdAccess access, ILogger<AccessPointsPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<AccessPointsView> _reading = new(logger);
    private readonly List<AccessPointId> _order = [];

    protected override Task OnInitializedAsync() => ReloadAsync();

    private Task ReloadAsync() => _reading.ReadAsync(LoadAsync, _leaving.Token);

    private async Task<AccessPointsView?> LoadAsync(CancellationToken cancellationToken)
    {
        var view = new AccessPointsView(
            await access.ListAsync(cancellationToken),
            await access.ListAlertsAsync(cancellationToken),
            await access.ListHouseholdsAsync(cancellationToken));
        _order.AddRange(view.Points
            .Where(point => !_order.Contains(point.Id))
            .OrderBy(point => point.State.Secured)
            .ThenBy(point => point.Name, StringComparer.OrdinalIgnoreCase)
            .Select(point => point.Id));
        return view;
    }

    private IEnumerable<AccessPointView> Ordered(AccessPointsView view) => view.Points.OrderBy(point => _order.IndexOf(point.Id));

    private static string Announced(AccessPointsView view) => string.Join(
        ". ",
        view.Points.Select(point =>
            AccessText.FormatNameSays(point.Name, AccessPointLook.Of(point.State, point.Kind, view.IsUrgent(point)).WordWithin)));

    public void Dispose()
    {
        _leaving.Dispose();
    }
}
