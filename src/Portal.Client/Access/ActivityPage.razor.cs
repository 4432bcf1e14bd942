using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Portal.Client.Live;

namespace Portal.Client.Access;

/// <summary>What happened in the household, from new to old. What comes while somebody reads waits behind a pill: nothing jumps.</summary>
public sealed partial class ActivityPage(
    IHouseholdActivity activity, NavigationManager navigation, IJSRuntime browser, ILogger<ActivityPage> logger)
{
    private const int PageSize = 50;
    private const string ListId = "events";
    private readonly Leaving _leaving = new();
    private readonly Reading<ActivityView> _reading = new(logger);
    private IJSObjectReference? _top;
    private (ActivityAddress Filter, long? Before)? _loaded;
    private ActivityView? _newer;

    /// <summary>Words that all have to be found.</summary>
    [SupplyParameterFromQuery(Name = "q")]
    public string? Text { get; set; }

    /// <summary>Only of this group of kinds.</summary>
    [SupplyParameterFromQuery(Name = "kind")]
    public string? Kind { get; set; }

    /// <summary>Only this access point's.</summary>
    [SupplyParameterFromQuery(Name = "accessPoint")]
    public string? AccessPoint { get; set; }

    /// <summary>Only what this person did, or what is about this carrier.</summary>
    [SupplyParameterFromQuery(Name = "who")]
    public string? Who { get; set; }

    /// <summary>From this day on.</summary>
    [SupplyParameterFromQuery(Name = "from")]
    public string? From { get; set; }

    /// <summary>To this day.</summary>
    [SupplyParameterFromQuery(Name = "to")]
    public string? To { get; set; }

    /// <summary>Only older ones than this position.</summary>
    [SupplyParameterFromQuery(Name = "before")]
    public long? Before { get; set; }

    private ActivityAddress Filter => new() { Text = Text, Kind = Kind, AccessPoint = AccessPoint, Who = Who, From = From, To = To };

    private bool IsNarrowed => Filter.IsNarrow || Before is not null;

    /// <summary>How many came since this page was read.</summary>
    private int Waiting => _newer?.Entries.Count(entry => entry.Position > Newest) ?? 0;

    private string Announced => Waiting switch
    {
        0 => AccessText.NothingNew,
        1 => AccessText.OneNewEvent,
        _ => AccessText.FormatNewEvents(Waiting),
    };

    private long Newest => _reading.View is { Entries: [var first, ..] } ? first.Position : -1;

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
        var view = new ActivityView { Entries = [], HasOlder = false, Choices = await activity.FindChoicesAsync(cancellationToken) };
        var entries = await activity.ListAsync(Filter.ToFilter(view.Zone), Before, PageSize, cancellationToken);
        return view with
        {
            Entries = entries,
            HasOlder = entries.Count == PageSize,
            Total = entries.Count == 0 && IsNarrowed ? await activity.CountAsync(cancellationToken) : null,
        };
    }

    private async Task<ActivityView?> PeekAsync(CancellationToken cancellationToken)
    {
        _newer = await LoadAsync(cancellationToken);
        return _reading.View;
    }

    private void Go(ActivityAddress filter) => navigation.NavigateTo(Address(filter));

    private string Address(ActivityAddress filter, long? before = null) => navigation.GetUriWithQueryParameters(
        "/activity", new Dictionary<string, object?>(filter.Query, StringComparer.Ordinal) { ["before"] = before });

    private async Task<bool> IsAtTopAsync()
    {
        _top ??= await browser.InvokeAsync<IJSObjectReference>("import", _leaving.Token, "/js/top.js");
        return await _top.InvokeAsync<bool>("isAtTop", _leaving.Token, ListId);
    }

    public async ValueTask DisposeAsync()
    {
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
