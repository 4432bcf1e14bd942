using Portal.Client.Access;
using Portal.Client.Deliveries;

namespace Portal.Client.Home;

/// <summary>What waits for a person anywhere in the household, for what stands on every page: the red bar and the number at Home.</summary>
public sealed record HouseholdNeeds(int Count, AlertView? Urgent)
{
    public static HouseholdNeeds None { get; } = new(0, null);

    /// <param name="alerts">Open or acknowledged, the worst first.</param>
    /// <param name="deliveries">What is open, asked or coming.</param>
    /// <param name="unready">Windows whose rehearsal failed.</param>
    public static HouseholdNeeds Of(
        IReadOnlyList<AlertView> alerts, IReadOnlyList<DeliveryView> deliveries, IReadOnlyList<ReadinessView> unready) => new(
        alerts.Count(alert => alert.State is AlertState.Open) + unready.Count
            + deliveries.Count(delivery => DeliveryWords.IsAsked(delivery) || delivery.State is DeliveryState.Incident || delivery.Written is not null),
        alerts.FirstOrDefault(alert => alert is { Urgent: true, State: AlertState.Open }));

    /// <summary>Whether a page shows the urgent alert itself: Home, its access point and its delivery do.</summary>
    /// <param name="path">Relative to the portal: <c>access-points/acp_…</c>.</param>
    public bool IsShownBy(string path) => path.Split('?')[0] is var page
        && (page.Length == 0 || page == $"access-points/{Urgent?.AccessPointId}" || page == $"deliveries/{Urgent?.DeliveryId}");
}
