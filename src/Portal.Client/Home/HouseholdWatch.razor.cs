using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Logging;
using Portal.Client.Access;
using Portal.Client.Deliveries;
using Portal.Client.Live;

namespace Portal.Client.Home;

/// <summary>Makes an urgent alert loud on every page, not only where it is shown.</summary>
public sealed partial class HouseholdWatch(
    IHouseholdAccess access, IHouseholdDeliveries deliveries, NavigationManager navigation, ILogger<HouseholdWatch> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<HouseholdNeeds> _reading = new(logger);
    private HouseholdNeeds? _told;
    private Task _shown = Task.CompletedTask;

    /// <summary>How many things need somebody, for the navigation.</summary>
    [Parameter]
    public EventCallback<HouseholdNeeds> OnNeeds { get; set; }

    protected override Task OnInitializedAsync()
    {
        navigation.LocationChanged += Show;
        return ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        await _reading.ReadAsync(LoadAsync, _leaving.Token);
        if (_reading.View is not { } needs || needs == _told || _leaving.IsOver)
            return;
        _told = needs;
        await OnNeeds.InvokeAsync(needs);
    }

    private async Task<HouseholdNeeds?> LoadAsync(CancellationToken cancellationToken) => HouseholdNeeds.Of(
        await access.ListAlertsAsync(cancellationToken), await deliveries.ListCurrentAsync(cancellationToken),
        await access.ListUnreadyAsync(cancellationToken));

    private void Show(object? sender, LocationChangedEventArgs change) => _shown = InvokeAsync(StateHasChanged);

    public void Dispose()
    {
        navigation.LocationChanged -= Show;
        _leaving.Dispose();
    }
}
