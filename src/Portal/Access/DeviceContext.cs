using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;
using Portal.Ledger;

namespace Portal.Access;

/// <summary>A device with where it belongs and what is known of it, as read inside the transaction that will change it.</summary>
internal sealed record DeviceContext
{
    public required DeviceId Device { get; init; }

    public required AccessPointId AccessPoint { get; init; }

    public required HouseholdId Household { get; init; }

    public required AccessPointKind Kind { get; init; }

    public required string Profile { get; init; }

    public required int AskedHeartbeatSeconds { get; init; }

    /// <summary>The maker's cloud that speaks for it; null for one that signs for itself.</summary>
    public string? Cloud { get; init; }

    public required TimeSpan LeftOpenAfter { get; init; }

    public required TimeSpan NotRelockedAfter { get; init; }

    /// <summary>Its owner wants openings by hand to be watched for standing open too.</summary>
    public bool WatchesHandOpenings { get; init; }

    /// <summary>Its owner wants the car's last position to be kept outside of windows too.</summary>
    public bool KeepsPosition { get; init; }

    public int? BatteryPercent { get; init; }

    /// <summary>Its clock is off by more than 120 s (S20).</summary>
    public bool ClockSuspect { get; init; }

    public required DeviceFacts Facts { get; init; }

    /// <summary>The last word of the ledger is that the state is unknown.</summary>
    public required bool Silent { get; init; }

    public required long HighestSeq { get; init; }

    /// <summary>All numbers up to this one have arrived.</summary>
    public required long ContiguousSeq { get; init; }

    public required int Epoch { get; init; }

    /// <summary>The epochs of the keys that it had before, the oldest first.</summary>
    public IReadOnlyList<EpochReach> Former { get; init; } = [];

    /// <summary>The opening of ours in progress, by a grant or an owner.</summary>
    public Opening? Opening { get; init; }

    public SecuredMeaning Meaning => SecuredMeaning.Of(Profile);

    /// <summary>How far the numbers of an epoch have arrived.</summary>
    public EpochReach Reach(int epoch) => Former.FirstOrDefault(former => former.Epoch == epoch)
        ?? new EpochReach { Epoch = Epoch, Highest = HighestSeq, Contiguous = ContiguousSeq };

    /// <summary>The device after more numbers of an epoch have arrived.</summary>
    public DeviceContext After(EpochReach reach) => reach.Epoch == Epoch
        ? this with { HighestSeq = reach.Highest, ContiguousSeq = reach.Contiguous }
        : this with { Former = [.. Former.Select(former => former.Epoch == reach.Epoch ? reach : former)] };

    /// <summary>The number up to which nothing is missing since <paramref name="after"/>: what comes behind a gap is not judged yet.</summary>
    public EventNumber WholeSince(EventNumber after) =>
        Former.FirstOrDefault(former => former.Epoch >= after.Epoch && former.Contiguous < former.Highest && after.Seq < former.Highest) is { } gap
            ? new EventNumber(gap.Epoch, gap.Contiguous)
            : new EventNumber(Epoch, ContiguousSeq);

    public bool IsSecured(DateTimeOffset now) => Meaning.IsMet(Facts.LockNow(now), Facts.DoorNow(now));

    /// <summary>An entry about this device, not yet appended.</summary>
    public NewEntry Entry(string kind, Actor actor, DateTimeOffset at, string data = "{}", bool late = false) => new()
    {
        Kind = kind,
        Actor = actor,
        At = at,
        Household = Household,
        AccessPoint = AccessPoint,
        Device = Device,
        Delivery = Opening?.Delivery,
        Late = late,
        Data = data,
    };
}

/// <summary>An opening in progress.</summary>
internal sealed record Opening
{
    public required OpeningId Id { get; init; }

    public GrantId? Grant { get; init; }

    public DeliveryId? Delivery { get; init; }

    public required DateTimeOffset GrantedAt { get; init; }

    /// <summary>Only events with later numbers count.</summary>
    public required EventNumber After { get; init; }

    /// <summary>The number under which the device told that it judged the code by itself; null for what the portal granted.</summary>
    public EventNumber? Offline { get; init; }

    public DateTimeOffset? UnlockedAt { get; init; }

    public DateTimeOffset? OpenedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Whether an event belongs to it.</summary>
    /// <param name="number">The event's.</param>
    /// <param name="securedBy">The event that secured it; null while it goes on.</param>
    public bool Holds(EventNumber number, EventNumber? securedBy) => number > After && (securedBy is not { } last || number <= last);
}
