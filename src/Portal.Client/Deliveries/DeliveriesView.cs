using Portal.Client.Access;
using Portal.Client.Accounts;

namespace Portal.Client.Deliveries;

/// <summary>What the list of deliveries shows, in its four groups.</summary>
/// <param name="Current">What is open, asked or coming.</param>
/// <param name="Past">What has ended, newest first.</param>
/// <param name="Older">Where an older page goes on; null on the last one.</param>
/// <param name="Places">The household's access points, for the filter.</param>
public sealed record DeliveriesView(
    IReadOnlyList<DeliveryView> Current, IReadOnlyList<DeliveryView> Past, DeliveryId? Older, IReadOnlyList<AccessPointView> Places)
{
    public IReadOnlyList<DeliveryView> Now => Of(DeliveryStage.Now);

    public IReadOnlyList<DeliveryView> Asked => Of(DeliveryStage.Asked);

    public IReadOnlyList<DeliveryView> Coming => Of(DeliveryStage.Coming);

    /// <summary>Whoever looks may make one by hand somewhere, or has nowhere to make one for yet.</summary>
    public bool MayMake => Places.Count == 0 || Places.Any(place => place.Role.MayAnswer);

    public bool IsEmpty => Current.Count == 0 && Past.Count == 0;

    private IReadOnlyList<DeliveryView> Of(DeliveryStage stage) =>
        [.. Current.Where(delivery => DeliveryStages.Of(stage).Contains(delivery.State))];
}
