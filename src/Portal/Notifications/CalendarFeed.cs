using Portal.Client.Accounts;
using Portal.Deliveries;

namespace Portal.Notifications;

/// <summary>Whose feed it is.</summary>
internal sealed class CalendarFeed
{
    public HouseholdId Household { get; init; }

    public AccountId Member { get; init; }

    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>The member's: a calendar program says none.</summary>
    public string? Language { get; init; }
}

/// <summary>What a feed shows, and in which language.</summary>
internal sealed record CalendarReading(IReadOnlyList<ApprovedWindow> Windows, string? Language);
