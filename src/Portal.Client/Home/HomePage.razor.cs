using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Live;

namespace Portal.Client.Home;

/// <summary>What needs me, what is happening, how each access point stands.</summary>
public sealed partial class HomePage(
    IHouseholdNeeds needs,
    IHouseholdAccess access,
    IHouseholdDeliveries deliveries,
    IHouseholdActivity activity,
    TimeProvider time,
    ILogger<HomePage> logger)
{
    private const string PauseKey = "pause";
    private const string LiftKey = "lift";
    private const int EntriesRead = 60;
    private readonly Leaving _leaving = new();
    private readonly Reading<HomeView> _reading = new(logger);
    private readonly Declines _declines = new(time);
    private readonly List<DeliveryView> _beaten = [];
    private readonly Tap _tap = new(logger);

    protected override Task OnInitializedAsync() => ReloadAsync();

    private Task ReloadAsync() => _reading.ReadAsync(LoadAsync, _leaving.Token);

    private async Task<HomeView?> LoadAsync(CancellationToken cancellationToken) => new()
    {
        Points = await access.ListAsync(cancellationToken),
        Needs = await needs.ReadAsync(cancellationToken),
        Households = await access.ListHouseholdsAsync(cancellationToken),
        Entries = await activity.ListAsync(new ActivityFilter(), before: null, EntriesRead, cancellationToken),
        ReadAt = time.GetUtcNow(),
    };

    private static HomeTitle Title(HomeView home) => HomeTitle.Of(home, home.ReadAt);

    private static string? Announced(HomeView home) => home switch
    {
        { Urgent: not null } => null, // the red panel announces itself
        { Live: { Opening: { } opening } live } => OpeningWords.Sentence(live, opening),
        _ => HomeSentence.Of(home.Points, home.ReadAt) is var sentence ? $"{sentence.Title}. {sentence.Detail}" : null,
    };

    private static string Zone(HomeView home) => home.Points[0].TimeZone;

    private static string Line(HomeView home, AccessPointView point) => home.DeliveryOf(point) is { } delivery
        ? DeliveryWords.Title(delivery)
        : point.Name;

    private static string Href(AccessPointView point) => point.OpeningDelivery is { } delivery ? $"/deliveries/{delivery}" : $"/access-points/{point.Id}";

    private Task ApproveAsync((DeliveryView Delivery, DeliveryWindow Window) choice) => DoAsync(
        choice.Delivery.Id.Value,
        async token => await FaultAsync(choice.Delivery.Id, await deliveries.ApproveAsync(choice.Delivery.Id, choice.Window, token), token));

    private Task ProposeAsync((DeliveryView Delivery, DeliveryWindow Window) choice) => DoAsync(
        choice.Delivery.Id.Value,
        async token => await FaultAsync(choice.Delivery.Id, await deliveries.ProposeAsync(choice.Delivery.Id, choice.Window, token), token));

    private async Task DeclineAsync((DeliveryView Delivery, string Reason) choice)
    {
        var delivery = choice.Delivery.Id;
        if (await _declines.IsDueAsync(delivery))
        {
            // What was tapped and not taken back is done, even if the page was left meanwhile.
            await DoAsync(
                delivery.Value,
                async token => await FaultAsync(
                    delivery, await deliveries.DeclineAsync(delivery, choice.Reason, CancellationToken.None), token));
        }
    }

    /// <summary>Whoever answered second is told by whom and how it stands now, for the card itself is gone.</summary>
    private async Task<string?> FaultAsync(DeliveryId delivery, DeliveryOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome is not DeliveryOutcome.NoLongerPossible)
            return DeliveryWords.Fault(outcome);
        if ((await deliveries.FindAsync(delivery, cancellationToken))?.Delivery is { } now)
            _beaten.Add(now);
        return null;
    }

    private Task SettleAsync((DeliveryView Delivery, bool AsWritten) choice) => DoAsync(
        choice.Delivery.Id.Value,
        async token => DeliveryWords.Fault(await deliveries.SettleWindowAsync(choice.Delivery.Id, choice.AsWritten, token)));

    private Task GoAheadAsync(ReadinessView unready) => DoAsync(
        unready.DeliveryId.Value, async token => AccessPointWords.Fault(await access.GoAheadAsync(unready.DeliveryId, token)));

    private Task TakeAsync(AlertView alert) =>
        DoAsync(alert.Id.Value, async token => AccessPointWords.Fault(await access.AcknowledgeAsync(alert.Id, token)));

    private Task LockAsync(AlertView alert, AccessPointView point) => DoAsync(
        alert.Id.Value,
        async token => AccessPointWords.Fault(await access.LockAsync(point.Id, token)) ?? LockWords.Asked(point));

    private Task PauseAsync(HouseholdId household) => DoAsync(
        PauseKey, async token => AccessPointWords.Fault(await access.PauseHouseholdAsync(household, token)));

    private Task LiftAsync(HouseholdId household) => DoAsync(
        LiftKey, async token => AccessPointWords.Fault(await access.LiftHouseholdPauseAsync(household, token)));

    private async Task DoAsync(string about, Func<CancellationToken, Task<string?>> act)
    {
        await _tap.DoAsync(() => act(_leaving.Token), about);
        await ReloadAsync();
    }

    public void Dispose()
    {
        _leaving.Dispose();
        _declines.Dispose();
    }
}
