using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Controls;
using Portal.Client.Live;

namespace Portal.Client.Access;

/// <summary>One access point: how it stands, who can open it, what happened, how its device is.</summary>
public sealed partial class AccessPointPage(
    AccessPointReader reader,
    IHouseholdAccess access,
    IHouseholdOffline offline,
    NavigationManager navigation,
    TimeProvider time,
    ILogger<AccessPointPage> logger)
{
    private const string StateKey = "state";
    private const string LiftKey = "lift";

    private readonly Leaving _leaving = new();
    private Reading<AccessPointPageView> _reading = new(logger);
    private CommandWatch _watch = new(time);
    private string? _loaded;
    private Tap _tap = new(logger);

    [Parameter, EditorRequired]
    public required string Id { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == Id)
            return;
        _watch.Dispose();
        (_loaded, _reading, _watch, _tap) = (Id, new Reading<AccessPointPageView>(logger), new CommandWatch(time), new Tap(logger));
        await ReloadAsync();
    }

    private async Task ReloadAsync()
    {
        await _reading.ReadAsync(LoadAsync, _leaving.Token);
        if (_reading is { IsRead: true, View: null })
            navigation.NotFound();
        if (_reading.View is { } page)
            _watch.See(page);
    }

    private async Task<AccessPointPageView?> LoadAsync(CancellationToken cancellationToken) =>
        PortalId.TryParse<AccessPointId>(Id, out var id) ? await reader.FindAsync(id, cancellationToken) : null;

    private static string? Mark(AccessPointPageView page) => page switch
    {
        { Urgent: not null } => "!",
        { Point.Opening.SecuredAt: null, Point.Opening: not null } => AccessText.MarkOpen,
        _ => null,
    };

    private static SealState? Tab(AccessPointPageView page) => AccessPointLook.Of(page.Point.State, page.Point.Kind, page.Urgent is not null).Seal switch
    {
        SealState.Urgent => SealState.Urgent,
        SealState.Open => SealState.Open,
        SealState.Unknown => SealState.Unknown,
        _ => null,
    };

    private string? Announced(AccessPointPageView page) => page.Urgent is null
        ? AccessText.FormatNameSays(
            page.Point.Name, _watch.Says ?? AccessPointLook.Of(page.Point.State, page.Point.Kind, urgent: false).WordWithin)
        : null; // the red panel announces itself

    private static List<TimelineItem> Items(AccessPointPageView page) =>
        [.. page.Entries.Select(entry => StoryItems.Of(entry, EntrySubject.Within(page.Point.Kind)))];

    private Task UnlockAsync() => CommandAsync(AskedCommand.Unlock, access.UnlockAsync);

    private Task LockAsync() => CommandAsync(AskedCommand.Lock, access.LockAsync);

    private async Task CommandAsync(AskedCommand command, Func<AccessPointId, CancellationToken, Task<CommandOutcome>> ask)
    {
        var (outcome, after) = (CommandOutcome.NotFound, _reading.View?.Newest ?? 0);
        await DoAsync(async (point, token) => AccessPointWords.Fault(outcome = await ask(point.Id, token)), StateKey);
        if (outcome is CommandOutcome.Asked && _reading.View is { } page)
            await _watch.AskedAsync(command, after, page);
        else if (outcome is CommandOutcome.SignInAgain)
            ConfirmFirst();
    }

    private Task SetOfflineAsync(OfflineMode mode) => ChangeOfflineAsync((id, token) => offline.SetAsync(id, mode, token));

    private Task RearmPinsAsync() => ChangeOfflineAsync(offline.RearmAsync);

    private async Task ChangeOfflineAsync(Func<AccessPointId, CancellationToken, Task<AccessOutcome>> change)
    {
        var outcome = AccessOutcome.NotFound;
        await DoAsync(async (point, token) => AccessPointWords.Fault(outcome = await change(point.Id, token)), StateKey);
        if (outcome is AccessOutcome.SignInAgain)
            ConfirmFirst();
    }

    private void ConfirmFirst() =>
        navigation.NavigateTo($"/confirm?returnUrl={Uri.EscapeDataString($"/access-points/{Id}")}", forceLoad: true);

    private Task PauseAsync() => DoAsync(async (point, token) => AccessPointWords.Fault(await access.PauseAsync(point.Id, token)), StateKey);

    private Task LiftAsync() => DoAsync(async (point, token) => AccessPointWords.Fault(await access.LiftPauseAsync(point.Id, token)), LiftKey);

    private Task TakeAsync(AlertView alert) =>
        DoAsync(async (_, token) => AccessPointWords.Fault(await access.AcknowledgeAsync(alert.Id, token)), alert.Id.Value);

    private async Task DoAsync(Func<AccessPointView, CancellationToken, Task<string?>> act, string about)
    {
        if (_reading.View is not { } page)
            return;
        await _tap.DoAsync(() => act(page.Point, _leaving.Token), about);
        await ReloadAsync();
    }

    public void Dispose()
    {
        _watch.Dispose();
        _leaving.Dispose();
    }
}
