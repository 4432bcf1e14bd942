using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Deliveries;
using Portal.Client.Live;
using Portal.Client.Notifications;

namespace Portal.Client.Access;

/// <summary>What is set about one access point: every member reads it, an owner changes it, each change by itself.</summary>
public sealed partial class AccessPointSettingsPage(
    IHouseholdPlaces places, IHouseholdRules rules, INotices notices, NavigationManager navigation, ILogger<AccessPointSettingsPage> logger)
{
    private static readonly Dictionary<string, string> NoFaults = [];
    private readonly Leaving _leaving = new();
    private Reading<AccessPointSettingsPageView> _reading = new(logger);
    private IReadOnlyDictionary<string, string> _faults = NoFaults;
    private SettingsAnswer? _answer;
    private AccessOutcome? _removal;
    private string? _loaded;
    private Tap _tap = new(logger);

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Id)
            return;
        (_loaded, _reading, _faults, _answer, _removal, _tap) = (Id, new Reading<AccessPointSettingsPageView>(logger), NoFaults, null, null, new Tap(logger));
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        await _reading.ReadAsync(LoadAsync, _leaving.Token);
        // While it is being removed here, the answer to that says where to go on.
        if (_reading is { IsRead: true, View: null } && !_tap.IsBusy)
            navigation.NotFound();
    }

    private async Task<AccessPointSettingsPageView?> LoadAsync(CancellationToken cancellationToken) =>
        PortalId.TryParse<AccessPointId>(Id, out var id) && await places.FindAsync(id, cancellationToken) is { } place
            ? new AccessPointSettingsPageView(place, await rules.FindAsync(id, cancellationToken), await ByHandAsync(cancellationToken))
            : null;

    private async Task<NoticeLine?> ByHandAsync(CancellationToken cancellationToken) =>
        (await notices.FindAsync(null, cancellationToken))?.Lines.Single(line => line.Kind == NoticeKind.OpenedByHand);

    private SettingsState Of(AccessPointSettingsView view) => new(view, _tap.IsBusy, _faults, _answer, ChangeAsync);

    private Task ChangeAsync(AccessPointChange change) => DoAsync(async (id, token) =>
    {
        var (outcome, faults) = await places.ChangeAsync(id, change, token);
        _faults = faults;
        _answer = faults.Count > 0 ? null : new SettingsAnswer(change, AccessPointWords.Fault(outcome) ?? AccessText.Saved, outcome is AccessOutcome.SignInAgain);
        return null;
    });

    private Task WishAsync(bool isTold) => DoAsync(async (id, token) => AccessPointWords.Fault(await places.WishToBeToldAsync(id, isTold, token)));

    private Task SetFallbackAsync(Fallback fallback) =>
        DoAsync(async (id, token) => AccessPointWords.Fault(await rules.SetFallbackAsync(id, fallback, token)));

    private Task SetOverlapAsync(bool allowed) =>
        DoAsync(async (id, token) => AccessPointWords.Fault(await rules.SetOverlapAsync(id, allowed, token)));

    private async Task RemoveAsync()
    {
        if (_reading.View is not { } view)
            return;
        await _tap.DoAsync(async () =>
        {
            _removal = await places.RemoveAsync(view.Place.Id, _leaving.Token);
            return null;
        });
        if (_removal is AccessOutcome.Done)
            navigation.NavigateTo("/access-points");
    }

    private async Task DoAsync(Func<AccessPointId, CancellationToken, Task<string?>> act)
    {
        if (_reading.View is not { } view)
            return;
        (_answer, _removal) = (null, null);
        await _tap.DoAsync(() => act(view.Place.Id, _leaving.Token));
        await ReloadAsync();
        StateHasChanged();
    }

    public void Dispose()
    {
        _leaving.Dispose();
    }
}
