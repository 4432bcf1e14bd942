using System.Security.Claims;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Portal.Client.Access;
using Portal.Client.Ledger;
using Portal.Client.Live;

namespace Portal.Client.Home;

/// <summary>
/// Tells what the ledger has that this page has not told yet. A page that could not hear the portal for a while, or had to be loaded anew
/// for it, says what happened meanwhile: the browser keeps where it had got to.
/// </summary>
public sealed partial class HouseholdNews(IHouseholdActivity activity, Voice voice, IJSRuntime browser, ILogger<HouseholdNews> logger)
{
    private const int Latest = 20;
    private const int MostMissed = 200;
    private const int MostShown = 3;

    private readonly Leaving _leaving = new();
    private readonly News _news = new();
    private readonly List<NewsItem> _shown = [];
    private readonly Reading<IReadOnlyList<EntryView>> _reading = new(logger);
    private IJSObjectReference? _away;
    private Absence? _missed;
    private string? _me;

    /// <summary>The household's zone (IANA), for entries that have none of their own.</summary>
    [Parameter, EditorRequired]
    public required string Zone { get; set; }

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!; // The router gives it to every page.

    protected override async Task OnInitializedAsync()
    {
        _me = (await Authentication).User.FindFirstValue(ClaimTypes.NameIdentifier);
        await ReloadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await CatchUpAsync();
    }

    private async Task ReloadAsync()
    {
        await _reading.ReadAsync(async token => await activity.ListAsync(new ActivityFilter(), before: null, Latest, token), _leaving.Token);
        if (_reading.View is not { } latest || _leaving.IsOver)
            return;
        foreach (var item in _news.Take(latest, _me))
            Show(item);
    }

    private void Show(NewsItem item)
    {
        if (_shown.Count == MostShown)
            _shown.RemoveAt(0);
        _shown.Add(item);
        voice.Say(item.Title);
    }

    private async Task CatchUpAsync()
    {
        _away ??= await browser.InvokeAsync<IJSObjectReference>("import", _leaving.Token, "/js/away.js");
        if (await _away.InvokeAsync<AwayMark?>("take", _leaving.Token) is not { } mark)
            return;
        var missed = (await activity.ListAsync(new ActivityFilter(), before: null, MostMissed, _leaving.Token))
            .TakeWhile(entry => entry.Position > mark.Position)
            .Where(entry => !TodayEntries.IsRoutine(entry))
            .ToList();
        if (missed.Count == 0)
            return;
        _missed = new Absence(DateTimeOffset.FromUnixTimeMilliseconds(mark.At), missed);
        StateHasChanged();
    }

    public async ValueTask DisposeAsync()
    {
        _leaving.Dispose();
        try
        {
            if (_away is not null)
                await _away.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            // The browser has gone, and its module with it.
        }
    }

    /// <summary>Where a page had got to when it could no longer hear the portal.</summary>
    /// <param name="Position">The newest entry that it knew.</param>
    /// <param name="At">Milliseconds since 1970, by the browser's clock.</param>
    public sealed record AwayMark(long Position, long At);

    private sealed record Absence(DateTimeOffset Since, IReadOnlyList<EntryView> Entries);
}
