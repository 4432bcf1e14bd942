using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Portal.Client.Live;

namespace Portal.Client.Access;

/// <summary>What happened in the household, from new to old. What comes while somebody reads waits behind a pill: nothing jumps.</summary>
public sealed partial class ActivityPage(
    IHouseholdActivity activity, IHouseholdAccess access, NavigationManager navigation, IJSRuntime browser, ILogger<ActivityPage> logger)
{
    private const int PageSize = 50;
    private const string ListId = "events";
    private readonly CancellationTokenSource _leaving = new();
    private readonly Reading<ActivityView> _reading = new(logger);
    private IJSObjectReference? _top;
    private (ActivityFilter Filter, long? Before)? _loaded;
    private ActivityView? _newer;

    /// <summary>Only this access point's.</summary>
    [SupplyParameterFromQuery(Name = "accessPoint")]
    public string? AccessPoint { get; set; }

    /// <summary>Only of this kind.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    /// <summary>Only older ones than this position.</summary>
    [SupplyParameterFromQuery(Name = "before")]
    public long? Before { get; set; }

    private ActivityFilter Filter => new(PortalId.TryParse<AccessPointId>(AccessPoint, out var point) ? point : null, Kind);

    private bool IsNarrowed => Filter != new ActivityFilter() || Before is not null;

    /// <summary>How many came since this page was read.</summary>
    private int Waiting => _newer?.Entries.Count(entry => entry.Position > Newest) ?? 0;

    private long Newest => _reading.View is { Entries: [var first, ..] } ? first.Position : 0;

    protected override async Task OnParametersSetAsync()
    {
        if (_loaded == (Filter, Before))
            return;
        _loaded = (Filter, Before);
        await ReloadAsync();
    }

    private Task ReloadAsync()
    {
        _newer = null;
        return _reading.ReadAsync(LoadAsync, _leaving.Token);
    }

    /// <summary>Something happened. Whoever reads further down, or a page of older entries, is not disturbed.</summary>
    private async Task RingAsync()
    {
        if (Before is not null)
            return;
        if (_reading.View is null || await IsAtTopAsync())
            await ReloadAsync();
        else
            await _reading.ReadAsync(PeekAsync, _leaving.Token);
    }

    private async Task<ActivityView?> LoadAsync(CancellationToken cancellationToken)
    {
        var entries = await activity.ListAsync(Filter, Before, PageSize, cancellationToken);
        return new ActivityView(entries, entries.Count == PageSize, await access.ListAsync(cancellationToken));
    }

    private async Task<ActivityView?> PeekAsync(CancellationToken cancellationToken)
    {
        _newer = await LoadAsync(cancellationToken);
        return _reading.View;
    }

    private void ChoosePoint(ChangeEventArgs change) => navigation.NavigateTo(Address(change.Value as string, Kind, before: null));

    private string Address(string? kind, long? before = null) => Address(AccessPoint, kind, before);

    private string Address(string? accessPoint, string? kind, long? before) => navigation.GetUriWithQueryParameters(
        "/activity",
        new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["accessPoint"] = string.IsNullOrEmpty(accessPoint) ? null : accessPoint,
            ["kind"] = kind,
            ["before"] = before,
        });

    private async Task<bool> IsAtTopAsync()
    {
        _top ??= await browser.InvokeAsync<IJSObjectReference>("import", _leaving.Token, "/js/top.js");
        return await _top.InvokeAsync<bool>("isAtTop", _leaving.Token, ListId);
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        _leaving.Dispose();
        try
        {
            if (_top is not null)
                await _top.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its module with it.
        }
    }
}
