using Portal.Client.Accounts;
using Portal.Client.Notifications;

namespace Portal.Client.Tests.Fakes;

/// <summary>One household's feed, as the test sets it.</summary>
internal sealed class FakeCalendarFeeds : ICalendarFeeds
{
    private int _made;

    public CalendarFeedView Feed { get; set; } = new(Sample.Id<HouseholdId>("berger"), "Berger household", Sample.Zone, MadeAt: null, ReadAt: null);

    public bool IsFresh { get; set; } = true;

    public Task<IReadOnlyList<CalendarFeedView>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<CalendarFeedView>>([Feed]);

    public Task<CalendarFeedOutcome> MakeAsync(HouseholdId household, CancellationToken cancellationToken)
    {
        if (!IsFresh)
            return Task.FromResult(new CalendarFeedOutcome(Address: null, SignInAgain: true));
        Feed = Feed with { MadeAt = Sample.Now, ReadAt = null };
        return Task.FromResult(new CalendarFeedOutcome($"https://portal.example/calendar/secret{++_made}.ics"));
    }

    public Task<bool> RemoveAsync(HouseholdId household, CancellationToken cancellationToken)
    {
        var had = Feed.MadeAt is not null;
        Feed = Feed with { MadeAt = null, ReadAt = null };
        return Task.FromResult(had);
    }
}
