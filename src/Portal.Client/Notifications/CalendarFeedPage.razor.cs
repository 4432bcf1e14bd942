using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.Logging;
using Portal.Client.Accounts;
using Portal.Client.Live;

namespace Portal.Client.Notifications;

/// <summary>The member's own feeds: an address that is shown once, replaced and removed.</summary>
public sealed partial class CalendarFeedPage(ICalendarFeeds calendars, NavigationManager navigation, ILogger<CalendarFeedPage> logger)
{
    private readonly Leaving _leaving = new();
    private readonly Reading<IReadOnlyList<CalendarFeedView>> _reading = new(logger);
    private readonly Dictionary<HouseholdId, string> _shown = [];
    private readonly Tap _tap = new(logger);

    protected override Task OnInitializedAsync() => ReloadAsync();

    private Task ReloadAsync() => _reading.ReadAsync(async token => await calendars.ListAsync(token), _leaving.Token);

    private Task MakeAsync(CalendarFeedView feed) => DoAsync(async token =>
    {
        var outcome = await calendars.MakeAsync(feed.Household, token);
        if (outcome.SignInAgain)
            navigation.NavigateTo("/confirm?returnUrl=%2Fcalendar%2Fsubscribe", forceLoad: true);
        else if (outcome.Address is { } address)
            _shown[feed.Household] = address;
        return outcome is { Address: null, SignInAgain: false } ? NotificationsText.FeedNotMade : null;
    });

    private Task RemoveAsync(CalendarFeedView feed) => DoAsync(async token =>
    {
        _shown.Remove(feed.Household);
        await calendars.RemoveAsync(feed.Household, token);
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
