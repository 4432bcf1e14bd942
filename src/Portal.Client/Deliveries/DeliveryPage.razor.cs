using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Live;

namespace Portal.Client.Deliveries;

/// <summary>One delivery with its live story; what a member may answer, and what was agreed.</summary>
public sealed partial class DeliveryPage(
    IHouseholdDeliveries deliveries,
    IHouseholdRules rules,
    IHouseholdAccess access,
    IHouseholdPlaces places,
    NavigationManager navigation,
    TimeProvider time,
    ILogger<DeliveryPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Declines _declines = new(time);
    private Reading<DeliveryPageView> _reading = new(logger);
    private string? _loaded;
    private HandMadeAccess? _shown;
    private string? _showFault;
    private string? _ruleAnswer;
    private Tap _tap = new();

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Id)
            return;
        _loaded = Id;
        (_reading, _shown, _showFault, _tap, _ruleAnswer) = (new Reading<DeliveryPageView>(logger), null, null, new Tap(), null);
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        await _reading.ReadAsync(LoadAsync, _leaving.Token);
        if (_reading is { IsRead: true, View: null })
            navigation.NotFound();
    }

    private async Task<DeliveryPageView?> LoadAsync(CancellationToken cancellationToken)
    {
        if (!PortalId.TryParse<DeliveryId>(Id, out var id) || await deliveries.FindAsync(id, cancellationToken) is not { } story)
            return null;
        var alerts = await access.ListAlertsAsync(cancellationToken);
        var unready = await access.ListUnreadyAsync(cancellationToken);
        return new DeliveryPageView(
            story.Delivery,
            story.Entries,
            await access.FindAsync(story.Delivery.AccessPointId, cancellationToken),
            alerts.FirstOrDefault(alert => alert.Urgent && alert.DeliveryId == id),
            unready.FirstOrDefault(window => window.DeliveryId == id))
        {
            Where = story.Delivery.State is DeliveryState.Approved or DeliveryState.InProgress
                ? await places.FindWhereAsync(story.Delivery.AccessPointId, cancellationToken)
                : null,
        };
    }

    private static string? Mark(DeliveryPageView page) => page switch
    {
        { Alert: not null } => "!",
        { Live: not null } => AccessText.MarkOpen,
        _ when DeliveryWords.IsAsked(page.Delivery) => "1",
        _ => null,
    };

    private static SealState? Tab(DeliveryPageView page) => page switch
    {
        { Alert: not null } => SealState.Urgent,
        { Live: not null } => SealState.Open,
        _ when DeliveryWords.IsAsked(page.Delivery) => SealState.Needs,
        _ => null,
    };

    private static string? Announced(DeliveryPageView page) => page switch
    {
        { Alert: not null } => null, // the red panel announces itself
        { Live: { Opening: { } opening } live } => OpeningWords.Sentence(live, opening),
        _ => DeliveriesText.FormatTitleSays(DeliveryWords.Title(page.Delivery), DeliveryWords.State(page.Delivery)),
    };

    private Task ApproveAsync(DeliveryWindow window) => DoAsync(async (page, token) =>
        DeliveryWords.Fault(await deliveries.ApproveAsync(page.Delivery.Id, window, token)));

    private async Task DeclineAsync(string reason)
    {
        // What was tapped and not taken back is done, even if the page was left meanwhile.
        if (_reading.View is { } asked && await _declines.IsDueAsync(asked.Delivery.Id))
            await DoAsync(async (page, _) =>
                DeliveryWords.Fault(await deliveries.DeclineAsync(page.Delivery.Id, reason, CancellationToken.None)));
    }

    private Task RevokeAsync() => DoAsync(async (page, token) =>
    {
        _shown = null;
        return DeliveryWords.Fault(await deliveries.RevokeAsync(page.Delivery.Id, token));
    });

    private Task WaivePlaceAsync() => DoAsync(async (page, token) => DeliveryWords.Fault(await deliveries.WaivePlaceAsync(page.Delivery.Id, token)));

    private Task SettleAsync(bool asWritten) => DoAsync(async (page, token) =>
        DeliveryWords.Fault(await deliveries.SettleWindowAsync(page.Delivery.Id, asWritten, token)));

    private Task ProposeAsync(DeliveryWindow window) => DoAsync(async (page, token) =>
        DeliveryWords.Fault(await deliveries.ProposeAsync(page.Delivery.Id, window, token)));

    private Task RearmAsync() => DoAsync(async (page, token) =>
    {
        _shown = null;
        return DeliveryWords.Fault(await deliveries.RearmAsync(page.Delivery.Id, token));
    });

    private Task ResolveAsync(string found) => DoAsync(async (page, token) =>
        DeliveryWords.Fault(await deliveries.ResolveAsync(page.Delivery.Id, found, token)));

    private Task ReportAsync(string seen) => DoAsync(async (page, token) =>
        DeliveryWords.Fault(await deliveries.ReportAsync(page.Delivery.Id, seen, token)));

    private Task PauseAsync() => DoAsync(async (page, token) =>
        AccessPointWords.Fault(await access.PauseAsync(page.Delivery.AccessPointId, token)));

    private Task SwitchOffAsync() => DoAsync(async (page, token) =>
    {
        _ruleAnswer = page.Delivery.Rule is { } rule ? AccessPointWords.Fault(await rules.SwitchAsync(rule.Id, on: false, token)) : null;
        return _tap.Answer;
    });

    private Task GoAheadAsync() => DoAsync(async (page, token) => AccessPointWords.Fault(await access.GoAheadAsync(page.Delivery.Id, token)));

    private Task TakeAsync(AlertView alert) =>
        DoAsync(async (_, token) => AccessPointWords.Fault(await access.AcknowledgeAsync(alert.Id, token)));

    private Task LockAsync(AccessPointView point) => DoAsync(async (_, token) =>
        AccessPointWords.Fault(await access.LockAsync(point.Id, token)) ?? LockWords.Asked(point));

    private Task ShowAsync() => DoAsync(async (page, token) =>
    {
        _shown = await deliveries.ShowAccessAsync(page.Delivery.Id, token);
        _showFault = _shown is null ? DeliveriesText.OnlyOwnersSeeIt : null;
        return null;
    });

    private async Task DoAsync(Func<DeliveryPageView, CancellationToken, Task<string?>> act)
    {
        if (_reading.View is not { } page)
            return;
        await _tap.DoAsync(() => act(page, _leaving.Token));
        await ReloadAsync();
    }

    public void Dispose()
    {
        _leaving.Dispose();
        _declines.Dispose();
    }
}
