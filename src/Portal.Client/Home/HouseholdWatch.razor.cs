using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.Extensions.Logging;
using Portal.Client.Live;

namespace Portal.Client.Home;

/// <summary>Makes an urgent alert loud on every page, not only where it is shown.</summary>
public sealed partial class HouseholdWatch(
    IHouseholdNeeds needs, NavigationManager navigation, ILogger<HouseholdWatch> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<NeedsMark> _reading = new(logger);
    private NeedsMark? _told;
    private Task _shown = Task.CompletedTask;

    /// <summary>How many things need somebody, for the navigation.</summary>
    [Parameter]
    public EventCallback<NeedsMark> OnNeeds { get; set; }

    protected override Task OnInitializedAsync()
    {
        navigation.LocationChanged += Show;
        return ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        await _reading.ReadAsync(async token => (await needs.ReadAsync(token)).Mark, _leaving.Token);
        if (_reading.View is not { } mark || mark == _told || _leaving.IsOver)
            return;
        _told = mark;
        await OnNeeds.InvokeAsync(mark);
    }

    private void Show(object? sender, LocationChangedEventArgs change) => _shown = InvokeAsync(StateHasChanged);

    public void Dispose()
    {
        navigation.LocationChanged -= Show;
        _leaving.Dispose();
    }
}
