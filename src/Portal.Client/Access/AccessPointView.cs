using Portal.Client.Accounts;
using Portal.Client.Deliveries;

namespace Portal.Client.Access;

/// <summary>An access point with its live state, as a member sees it.</summary>
public sealed record AccessPointView
{
    public required AccessPointId Id { get; init; }

    public required HouseholdId Household { get; init; }

    /// <summary>What whoever looks may do here.</summary>
    public required MemberRole Role { get; init; }

    public required AccessPointKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>IANA name, for example <c>Europe/Berlin</c>.</summary>
    public required string TimeZone { get; init; }

    /// <summary>What the owner gives to shops and carriers, for example <c>TRK-7Q4F-9KX2</c>.</summary>
    public required string Handle { get; init; }

    public required string Instructions { get; init; }

    public Car? Car { get; init; }

    public required AccessPointState State { get; init; }

    /// <summary>Set when the state is unknown but was known once.</summary>
    public LastKnown? LastKnown { get; init; }

    /// <summary>Null while nothing is paired.</summary>
    public DeviceView? Device { get; init; }

    /// <summary>A device of it is shut out until an owner has looked (S21).</summary>
    public bool HasShutOutDevice { get; init; }

    /// <summary>A device has claimed a pairing code and waits for an owner's word.</summary>
    public bool PairingWaits { get; init; }

    /// <summary>Set while this access point is paused by itself.</summary>
    public PauseView? Pause { get; init; }

    /// <summary>Set while everything in its household is paused.</summary>
    public PauseView? HouseholdPause { get; init; }

    /// <summary>What holds here: while it is set nothing opens for a delivery.</summary>
    public PauseView? PauseInForce => Pause ?? HouseholdPause;

    /// <summary>The opening in progress, by a grant or an owner.</summary>
    public OpeningView? Opening { get; init; }

    /// <summary>The delivery of that opening.</summary>
    public DeliveryId? OpeningDelivery { get; init; }

    public required TimeSpan LeftOpenAfter { get; init; }
}
