using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using NodaTime;
using Portal.Client.Access;
using Portal.Client.Controls;
using Portal.Client.Live;

namespace Portal.Client.Deliveries;

/// <summary>A week of windows at their true length, and the standing rules of the whole household.</summary>
public sealed partial class CalendarPage(
    IHouseholdDeliveries deliveries, IHouseholdRules rules, NavigationManager navigation, PlaceClock clock, ILogger<CalendarPage> logger)
{
    private static readonly Dictionary<string, string> NoFaults = [];
    private static readonly TimeSpan NowMoves = TimeSpan.FromMinutes(1);
    private readonly Leaving _leaving = new();
    private readonly Reading<CalendarView> _reading = new(logger);
    private readonly Tap _tap = new(logger);
    private IReadOnlyDictionary<string, string> _faults = NoFaults;
    private string? _loaded;

    /// <summary><c>2026-W48</c>; this week without one.</summary>
    [SupplyParameterFromQuery(Name = "week")]
    public string? Week { get; set; }

    /// <summary><c>rule</c> while one is being added.</summary>
    [SupplyParameterFromQuery(Name = "add")]
    public string? Add { get; set; }

    private bool IsAdding => Add == "rule";

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == (Week ?? ""))
            return;
        _loaded = Week ?? "";
        await ReloadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await MoveNowAsync();
    }

    /// <summary>The now-line goes on although nothing happens.</summary>
    private async Task MoveNowAsync()
    {
        using var minutes = clock.Every(NowMoves);
        try
        {
            while (await minutes.WaitForNextTickAsync(_leaving.Token))
                StateHasChanged();
        }
        catch (OperationCanceledException)
        {
            // The page was left.
        }
    }

    private Task ReloadAsync() => _reading.ReadAsync(LoadAsync, _leaving.Token);

    private async Task<CalendarView?> LoadAsync(CancellationToken cancellationToken)
    {
        var places = await rules.ListAsync(cancellationToken);
        var zone = places is [var first, ..] ? first.TimeZone : ZoneNames.Fallback;
        var week = CalendarWeek.TryParse(Week, out var asked) ? asked : CalendarWeek.Of(clock.Now, zone);
        var windows = await deliveries.ListWithinAsync(week.Span(zone), cancellationToken);
        return new CalendarView
        {
            Week = week,
            Zone = zone,
            Days = CalendarLayout.Days(week, zone, windows),
            Clashes = CalendarLayout.Clashes(windows, clock.Now),
            Places = places,
        };
    }

    private LocalDateTime Local(string zone) => LocalDateTime.FromDateTime(PlaceClock.Write(clock.Now, zone));

    private static string Address(CalendarWeek week, bool isAdding = false) => $"/calendar?week={week}{(isAdding ? "&add=rule" : null)}";

    private static string Announced(CalendarView view) => view.Days.Sum(day => day.Pieces.Count(piece => !piece.IsContinued)) switch
    {
        _ when view.IsEmpty => DeliveriesText.NoWindowsOfWeek,
        1 => DeliveriesText.OneWindowThisWeek,
        var count => DeliveriesText.FormatWindowsThisWeek(count),
    };

    private Task SwitchAsync((StandingRuleView Rule, bool On) change) =>
        DoAsync(async token => AccessPointWords.Fault(await rules.SwitchAsync(change.Rule.Id, change.On, token)));

    private Task MakeAsync(StandingRuleDraft draft) => DoAsync(async token =>
    {
        var outcome = await rules.MakeAsync(draft, token);
        _faults = outcome.Faults;
        if (outcome.Made is not null && _reading.View is { } view)
            navigation.NavigateTo(Address(view.Week));
        return null;
    });

    private async Task DoAsync(Func<CancellationToken, Task<string?>> act)
    {
        await _tap.DoAsync(() => act(_leaving.Token));
        await ReloadAsync();
    }

    public void Dispose()
    {
        _leaving.Dispose();
    }
}
