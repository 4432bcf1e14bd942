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
    private Tap _tap = new(logger);

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Id)
            return;
        _loaded = Id;
        (_reading, _shown, _tap) = (new Reading<DeliveryPageView>(logger), null, new Tap(logger));
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
            [.. alerts.Where(alert => alert.Urgent && alert.DeliveryId == id)],
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

    private Task ApproveAsync(DeliveryWindow window) => DoAsync(nameof(RequestCard), async (page, token) =>
        DeliveryWords.Fault(await deliveries.ApproveAsync(page.Delivery.Id, window, token)));

    private async Task DeclineAsync(string reason)
    {
        // What was tapped and not taken back is done, even if the page was left meanwhile.
        if (_reading.View is { } asked && await _declines.IsDueAsync(asked.Delivery.Id))
            await DoAsync(nameof(RequestCard), async (page, _) =>
                DeliveryWords.Fault(await deliveries.DeclineAsync(page.Delivery.Id, reason, CancellationToken.None)));
    }

    private Task RevokeAsync() => DoAsync(nameof(DeliveryTodo), async (page, token) =>
    {
        _shown = null;
        return DeliveryWords.Fault(await deliveries.RevokeAsync(page.Delivery.Id, token));
    });

    private Task WaivePlaceAsync() => DoAsync(nameof(AgreedCard), async (page, token) => DeliveryWords.Fault(await deliveries.WaivePlaceAsync(page.Delivery.Id, token)));

    private Task SettleAsync(bool asWritten) => DoAsync(nameof(WindowInDoubtCard), async (page, token) =>
        DeliveryWords.Fault(await deliveries.SettleWindowAsync(page.Delivery.Id, asWritten, token)));

    private Task ProposeAsync(DeliveryWindow window) => DoAsync(nameof(RequestCard), async (page, token) =>
        DeliveryWords.Fault(await deliveries.ProposeAsync(page.Delivery.Id, window, token)));

    private Task RearmAsync() => DoAsync(nameof(RearmCard), async (page, token) =>
    {
        _shown = null;
        return DeliveryWords.Fault(await deliveries.RearmAsync(page.Delivery.Id, token));
    });

    private Task ResolveAsync(string found) => DoAsync(nameof(ResolveCard), async (page, token) =>
        DeliveryWords.Fault(await deliveries.ResolveAsync(page.Delivery.Id, found, token)));

    private Task ReportAsync(string seen) => DoAsync(nameof(WrongCard), async (page, token) =>
        DeliveryWords.Fault(await deliveries.ReportAsync(page.Delivery.Id, seen, token)));

    private Task PauseAsync() => DoAsync(nameof(WrongCard), async (page, token) =>
        AccessPointWords.Fault(await access.PauseAsync(page.Delivery.AccessPointId, token)));

    private Task SwitchOffAsync() => DoAsync(nameof(ByRuleCard), async (page, token) =>
        page.Delivery.Rule is { } rule ? AccessPointWords.Fault(await rules.SwitchAsync(rule.Id, on: false, token)) : null);

    private Task GoAheadAsync() => DoAsync(nameof(ReadinessCard), async (page, token) => AccessPointWords.Fault(await access.GoAheadAsync(page.Delivery.Id, token)));

    private Task TakeAsync(AlertView alert) =>
        DoAsync(nameof(DeliveryNow), async (_, token) => AccessPointWords.Fault(await access.AcknowledgeAsync(alert.Id, token)));

    private Task LockAsync(AccessPointView point) => DoAsync(nameof(DeliveryNow), async (_, token) =>
        AccessPointWords.Fault(await access.LockAsync(point.Id, token)) ?? LockWords.Asked(point));

    private Task ShowAsync() => DoAsync(nameof(HandMadeCard), async (page, token) =>
    {
        _shown = await deliveries.ShowAccessAsync(page.Delivery.Id, token);
        return _shown is null ? DeliveriesText.LinkCannotBeShown : null;
    });

    /// <param name="card">The part of the page that asks, and gets the answer.</param>
    /// <param name="act">Does it, and says what needs saying.</param>
    private async Task DoAsync(string card, Func<DeliveryPageView, CancellationToken, Task<string?>> act)
    {
        if (_reading.View is not { } page)
            return;
        await _tap.DoAsync(() => act(page, _leaving.Token), card);
        await ReloadAsync();
    }

    public void Dispose()
    {
        _leaving.Dispose();
        _declines.Dispose();
    }
}
