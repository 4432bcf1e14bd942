using Portal.Client.Access;
using Portal.Client.Accounts;
using Portal.Client.Deliveries;
using Portal.Client.Ledger;

namespace Portal.Ledger;

/// <summary>Something that happened or was decided, on its way into the ledger.</summary>
internal sealed record NewEntry
{
    /// <summary>One of <see cref="EntryKinds"/>, or a kind that a device named.</summary>
    public required string Kind { get; init; }

    public required Actor Actor { get; init; }

    /// <summary>When it happened; for a device's event the device's own time, otherwise the time of the decision.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Null only for what belongs to no household (the portal's own, a carrier's standing).</summary>
    public HouseholdId? Household { get; init; }

    public AccessPointId? AccessPoint { get; init; }

    public DeliveryId? Delivery { get; init; }

    public DeviceId? Device { get; init; }

    /// <summary>Arrived over 30 s after it happened, or came due while the portal was down.</summary>
    public bool Late { get; init; }

    /// <summary>The JSON text of an object: ids, states, reasons. Never a name, code, token or position in kinds that bear state.</summary>
    public string Data { get; init; } = "{}";

    /// <summary>What the device's clock claimed, where that lay too far ahead: <see cref="At"/> is the time of receipt then (S20).</summary>
    public DateTimeOffset? ClaimedAt { get; init; }

    /// <summary>For a device's event: what the device signed (S22).</summary>
    public DeviceEvidence? Evidence { get; init; }
}
