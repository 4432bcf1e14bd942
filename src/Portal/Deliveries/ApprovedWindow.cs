using Portal.Client.Deliveries;

namespace Portal.Deliveries;

/// <summary>When something may be delivered, without saying what, where or by whom.</summary>
internal sealed class ApprovedWindow
{
    public DeliveryId Delivery { get; init; }

    public DateTimeOffset Start { get; init; }

    public DateTimeOffset End { get; init; }

    public DateTimeOffset ChangedAt { get; init; }
}
