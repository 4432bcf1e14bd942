using Portal.Client.Accounts;

namespace Portal.Client.Access;

/// <summary>All access points with what is urgent about them.</summary>
/// <param name="Points">In the order of the port.</param>
/// <param name="Alerts">Open or acknowledged, the worst first.</param>
/// <param name="Households">Those of whoever looks, each with its pause.</param>
public sealed record AccessPointsView(IReadOnlyList<AccessPointView> Points, IReadOnlyList<AlertView> Alerts, IReadOnlyList<HouseholdPauseView> Households)
{
    /// <summary>Whoever looks owns a household.</summary>
    public bool MayAdd => Households.Any(one => one.Household.Role.IsOwner);

    public bool IsUrgent(AccessPointView point) => Alerts.Any(alert => alert.Urgent && alert.AccessPointId == point.Id);
}
