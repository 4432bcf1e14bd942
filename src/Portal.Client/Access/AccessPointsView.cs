namespace Portal.Client.Access;

/// <summary>All access points with what is urgent about them.</summary>
/// <param name="Points">In the order of the port.</param>
/// <param name="Alerts">Open or acknowledged, the worst first.</param>
/// <param name="Pause">The household's pause.</param>
public sealed record AccessPointsView(IReadOnlyList<AccessPointView> Points, IReadOnlyList<AlertView> Alerts, PauseView? Pause)
{
    public bool IsUrgent(AccessPointView point) => Alerts.Any(alert => alert.Urgent && alert.AccessPointId == point.Id);
}
