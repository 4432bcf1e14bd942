using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;

namespace Portal.Ledger;

/// <summary>An entry of the ledger, as read.</summary>
internal sealed record LedgerEntry
{
    /// <summary>Its leaf index in the Merkle tree; the portal's own first entry has 0.</summary>
    public required long Position { get; init; }

    public required EventId Id { get; init; }

    public required string Kind { get; init; }

    public required DateTimeOffset At { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required bool Late { get; init; }

    /// <summary>What the device's clock claimed, where that lay too far ahead to be shown as the time (S20).</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    public HouseholdId? HouseholdId { get; init; }

    public AccessPointId? AccessPointId { get; init; }

    public DeliveryId? DeliveryId { get; init; }

    public DeviceId? DeviceId { get; init; }

    public required Actor Actor { get; init; }

    /// <summary>The JSON text of an object.</summary>
    public required string Data { get; init; }
}
