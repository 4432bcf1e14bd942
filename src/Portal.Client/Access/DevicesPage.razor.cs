using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Live;

namespace Portal.Client.Access;

/// <summary>The devices of one access point: how each is, and what an owner decides about it.</summary>
public sealed partial class DevicesPage(
    IHouseholdAccess access, IHouseholdDevices devices, NavigationManager navigation, ILogger<DevicesPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<DevicesPageView> _reading = new(logger);
    private readonly Tap _tap = new(logger);

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    protected override Task OnParametersSetAsync() => ReloadAsync();

    private async Task ReloadAsync()
    {
        await _reading.ReadAsync(LoadAsync, _leaving.Token);
        if (_reading is { IsRead: true, View: null })
            navigation.NotFound();
    }

    private async Task<DevicesPageView?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!PortalId.TryParse<AccessPointId>(Id, out var id) || await access.FindAsync(id, cancellationToken) is not { } point)
            return null;
        return new DevicesPageView(point, await devices.ListAsync(id, cancellationToken));
    }

    private async Task DecideAsync(Func<CancellationToken, Task<AccessOutcome>> decide)
    {
        var outcome = AccessOutcome.NotFound;
        await _tap.DoAsync(async () => AccessPointWords.Fault(outcome = await decide(_leaving.Token)));
        if (outcome is AccessOutcome.SignInAgain)
            navigation.NavigateTo($"/confirm?returnUrl={Uri.EscapeDataString($"/access-points/{Id}/devices")}", forceLoad: true);
        await ReloadAsync();
    }

    private async Task AskAsync(Func<CancellationToken, Task<CommandOutcome>> ask)
    {
        await _tap.DoAsync(async () => AccessPointWords.Fault(await ask(_leaving.Token)) ?? AccessText.AskedAnswerInActivity);
        await ReloadAsync();
    }

    public void Dispose()
    {
        _leaving.Dispose();
    }
}
