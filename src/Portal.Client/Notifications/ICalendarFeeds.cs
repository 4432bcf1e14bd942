using Portal.Client.Accounts;

namespace Portal.Client.Notifications;

/// <summary>
/// The signed-in member's own calendar feeds, one a household: approved windows for a calendar program to read, with no code, place or
/// name in them. Whoever has the address reads it without an account, so it is shown once and can be replaced.
/// </summary>
public interface ICalendarFeeds
{
    /// <summary>Each of the member's households, with the feed if there is one.</summary>
    Task<IReadOnlyList<CalendarFeedView>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Makes the feed, or a new address for it: the old one is gone. Asks for a recent sign-in (S25).</summary>
    Task<CalendarFeedOutcome> MakeAsync(HouseholdId household, CancellationToken cancellationToken);

    /// <summary>Removes the feed. False when there is none.</summary>
    Task<bool> RemoveAsync(HouseholdId household, CancellationToken cancellationToken);
}

/// <summary>A household, and since when the member has a feed of it.</summary>
/// <param name="Household">The household.</param>
/// <param name="Name">What its members call it.</param>
/// <param name="TimeZone">Its IANA zone.</param>
/// <param name="MadeAt">When its address was made; null: there is none.</param>
/// <param name="ReadAt">When a calendar program fetched it last, to the hour; null: never.</param>
public sealed record CalendarFeedView(HouseholdId Household, string Name, string TimeZone, DateTimeOffset? MadeAt, DateTimeOffset? ReadAt);

/// <summary>What came of making a feed.</summary>
/// <param name="Address">The address, this once; null: it was not made.</param>
/// <param name="SignInAgain">Because the person has to confirm first who they are.</param>
public sealed record CalendarFeedOutcome(string? Address, bool SignInAgain = false);
