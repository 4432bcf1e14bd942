using Portal.Client.Accounts;

namespace Portal.Notifications;

/// <summary>Whose feed it is.</summary>
internal sealed class CalendarFeed
{
    public HouseholdId Household { get; init; }

    public AccountId Member { get; init; }

    public DateTimeOffset? ReadAt { get; init; }
}
