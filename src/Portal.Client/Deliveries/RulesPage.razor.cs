using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Access;
using Portal.Client.Live;

namespace Portal.Client.Deliveries;

/// <summary>What holds for all deliveries at one access point: standing rules, where to go instead, more than one window at a time.</summary>
public sealed partial class RulesPage(IHouseholdRules rules, NavigationManager navigation, ILogger<RulesPage> logger)
{
    private static readonly Dictionary<string, string> NoFaults = [];
    private readonly Leaving _leaving = new();
    private Reading<DeliveryRulesView> _reading = new(logger);
    private IReadOnlyDictionary<string, string> _faults = NoFaults;
    private string? _loaded;
    private Tap _tap = new(logger);

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Id)
            return;
        (_loaded, _reading, _faults, _tap) = (Id, new Reading<DeliveryRulesView>(logger), NoFaults, new Tap(logger));
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        await _reading.ReadAsync(
            async token => PortalId.TryParse<AccessPointId>(Id, out var id) ? await rules.FindAsync(id, token) : null, _leaving.Token);
        if (_reading is { IsRead: true, View: null })
            navigation.NotFound();
    }

    private Task SwitchAsync((StandingRuleView Rule, bool On) change) =>
        DoAsync(async (_, token) => AccessPointWords.Fault(await rules.SwitchAsync(change.Rule.Id, change.On, token)));

    private Task MakeAsync(StandingRuleDraft draft) => DoAsync(async (_, token) =>
    {
        _faults = (await rules.MakeAsync(draft, token)).Faults;
        return null;
    });

    private Task SetFallbackAsync(Fallback fallback) =>
        DoAsync(async (view, token) => AccessPointWords.Fault(await rules.SetFallbackAsync(view.AccessPointId, fallback, token)));

    private Task SetOverlapAsync(bool allowed) =>
        DoAsync(async (view, token) => AccessPointWords.Fault(await rules.SetOverlapAsync(view.AccessPointId, allowed, token)));

    private async Task DoAsync(Func<DeliveryRulesView, CancellationToken, Task<string?>> act)
    {
        if (_reading.View is not { } view)
            return;
        await _tap.DoAsync(() => act(view, _leaving.Token));
        await ReloadAsync();
    }

    public void Dispose()
    {
        _leaving.Dispose();
    }
}
