using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Ledger;

namespace Portal.Client.Deliveries;

/// <summary>A delivery as a member sees it.</summary>
public sealed record DeliveryView
{
    public required DeliveryId Id { get; init; }

    public required DeliveryState State { get; init; }

    /// <summary>What whoever looks may do with it.</summary>
    public required MemberRole Role { get; init; }

    public required AccessPointId AccessPointId { get; init; }

    public required string AccessPointName { get; init; }

    public required AccessPointKind AccessPointKind { get; init; }

    public required string TimeZone { get; init; }

    /// <summary>The carrier's name; null for a delivery made by hand, which says 'not a verified carrier' on every screen.</summary>
    public string? CarrierName { get; init; }

    /// <summary>An operator has verified the carrier, and it is not suspended.</summary>
    public bool IsCarrierVerified { get; init; }

    /// <summary>The household blocked the carrier, everywhere or at this access point.</summary>
    public bool IsCarrierBlocked { get; init; }

    /// <summary>The access point or everything in its household is paused.</summary>
    public bool IsPaused { get; init; }

    /// <summary>Where the carrier is called when something looks wrong; null when nobody entered a number.</summary>
    public string? CarrierPhone { get; init; }

    public required string TrackingNumber { get; init; }

    public string? ParcelDescription { get; init; }

    public string? DriverName { get; init; }

    /// <summary>One to three; of them a member approves one.</summary>
    public required IReadOnlyList<DeliveryWindow> ProposedWindows { get; init; }

    /// <summary>Who proposed them: the carrier, or the owner with a counter-proposal.</summary>
    public required bool ProposedByOwner { get; init; }

    /// <summary>The agreed window; null until approved.</summary>
    public DeliveryWindow? Window { get; init; }

    /// <summary>What was agreed in words means this by the zone's rules of now, and an owner has to say which is meant; null: nothing to ask (S18).</summary>
    public DeliveryWindow? Written { get; init; }

    /// <summary>An owner waived place: it opens wherever the driver's phone is.</summary>
    public bool PlaceWaived { get; init; }

    /// <summary>It is approved and unused, and whoever looks is an owner.</summary>
    public bool MayWaivePlace { get; init; }

    /// <summary>The reason of a decline, revocation, miss or incident, in the words of the contracts.</summary>
    public string? Reason { get; init; }

    /// <summary>Completed by reports that came late.</summary>
    public required bool Late { get; init; }

    /// <summary>The member who approved, declined or revoked; whoever answers second is told (S17).</summary>
    public string? AnsweredBy { get; init; }

    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The standing rule that approved it; null when a member did.</summary>
    public StandingRuleView? Rule { get; init; }

    /// <summary>The name of the access point that could not be opened, and in whose place this one is asked for.</summary>
    public string? InsteadOf { get; init; }

    /// <summary>The maker's cloud that speaks for what opens there; null where it speaks for itself, and where nothing is paired.</summary>
    public CloudMaker? Maker { get; init; }

    /// <summary>How codes work there while the line is down.</summary>
    public OfflineMode OfflineMode { get; init; }

    /// <summary>Its one code is a PIN that the device judges by itself.</summary>
    public bool HasPin { get; init; }

    /// <summary>
    /// It was taken back or paused and its device has not heard of that: until then its code may still open, if that is not over (S13).
    /// </summary>
    public DateTimeOffset? CodeUntil { get; init; }

    /// <summary>
    /// It has got another code or another time, and its device has not heard of that: until then the old one may still open, if that is not over (S13).
    /// </summary>
    public DateTimeOffset? OldCodeUntil { get; init; }

    public OpeningView? Opening { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}

/// <summary>One delivery with its story, from old to new.</summary>
public sealed record DeliveryStory(DeliveryView Delivery, IReadOnlyList<EntryView> Entries);

/// <summary>The driver link and the code of a delivery made by hand; each showing of them is an event (S12).</summary>
public sealed record HandMadeAccess(string Link, string Code, DateTimeOffset NotBefore, DateTimeOffset NotAfter);
