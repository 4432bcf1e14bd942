namespace Portal.Client.Deliveries;

/// <summary>What the list of deliveries shows, in its four groups.</summary>
/// <param name="Current">What is open, asked or coming, soonest first.</param>
/// <param name="Past">What has ended, newest first.</param>
/// <param name="HasMorePast">Whether older ones are left to read.</param>
public sealed record DeliveriesView(IReadOnlyList<DeliveryView> Current, IReadOnlyList<DeliveryView> Past, bool HasMorePast)
{
    /// <summary>Open now, or not ended as agreed.</summary>
    public IReadOnlyList<DeliveryView> Now =>
        [.. Current.Where(delivery => delivery.State is DeliveryState.InProgress or DeliveryState.Incident)];

    /// <summary>Waiting for an answer, a member's or the carrier's.</summary>
    public IReadOnlyList<DeliveryView> Asked => [.. Current.Where(delivery => delivery.State is DeliveryState.Requested)];

    public IReadOnlyList<DeliveryView> Coming => [.. Current.Where(delivery => delivery.State is DeliveryState.Approved)];

    public bool IsEmpty => Current.Count == 0 && Past.Count == 0;
}
