using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;

namespace Portal.Client.Notifications;

/// <summary>Who and what can open what in a household.</summary>
public sealed record AccessReviewView
{
    public required HouseholdView Household { get; init; }

    /// <summary>Null: never.</summary>
    public DateTimeOffset? ReviewedAt { get; init; }

    public string? ReviewedBy { get; init; }

    /// <summary>90 days after the last one, or after the household was made.</summary>
    public required DateTimeOffset DueAt { get; init; }

    public required IReadOnlyList<MemberView> Members { get; init; }

    public required IReadOnlyList<ReviewedPlace> Places { get; init; }

    /// <summary>Carriers that asked for a delivery, have a rule, or are blocked.</summary>
    public IReadOnlyList<HouseholdCarrierView> Carriers { get; init; } = [];

    /// <summary>Members' calendar feeds: they open nothing, and tell when.</summary>
    public required IReadOnlyList<ReviewedFeed> Feeds { get; init; }

    /// <summary>Members' programs: they open nothing, and read what their member may read.</summary>
    public IReadOnlyList<ReviewedToken> Tokens { get; init; } = [];
}

/// <summary>An access point with what opens it beside the members.</summary>
/// <param name="Id">The access point.</param>
/// <param name="Name">Its name.</param>
/// <param name="Devices">The devices that move it.</param>
/// <param name="Rules">Rules that approve by themselves, switched on.</param>
/// <param name="Offline">How codes work there while the line is down.</param>
/// <param name="Windows">Approved windows that are not over.</param>
public sealed record ReviewedPlace(
    AccessPointId Id, string Name, IReadOnlyList<ReviewedDevice> Devices, IReadOnlyList<StandingRuleView> Rules, OfflineMode Offline, int Windows);

/// <summary>A device that is paired.</summary>
public sealed record ReviewedDevice(DeviceId Id, string Model, string Serial, DateTimeOffset? PairedAt);

/// <summary>A calendar feed.</summary>
public sealed record ReviewedFeed(AccountId Member, string Name, DateTimeOffset MadeAt);

/// <summary>An access token of a member's program.</summary>
/// <param name="Id">Which.</param>
/// <param name="Name">Whose.</param>
/// <param name="IsYours">Only who made it reads what they called it.</param>
/// <param name="Label">What it is for; null when it is another's.</param>
/// <param name="MadeAt">Since when.</param>
/// <param name="SeenAt">When it was used last; null: never.</param>
public sealed record ReviewedToken(SessionId Id, string Name, bool IsYours, string? Label, DateTimeOffset MadeAt, DateTimeOffset? SeenAt);

/// <summary>A review that is due.</summary>
/// <param name="Household">Where.</param>
/// <param name="Name">What its members call it.</param>
/// <param name="LastAt">When it was reviewed last; null: never.</param>
public sealed record AccessReviewDue(HouseholdId Household, string Name, DateTimeOffset? LastAt);
