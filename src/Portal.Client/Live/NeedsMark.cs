using Portal.Client.Access;

namespace Portal.Client.Live;

/// <summary>What every page says of the household's needs: the red bar, the number at Home and on the tab.</summary>
/// <param name="Count">How many things wait for somebody.</param>
/// <param name="Urgent">The worst alert that nobody has taken yet.</param>
public sealed record NeedsMark(int Count, AlertView? Urgent)
{
    public static NeedsMark None { get; } = new(0, null);

    /// <summary>Whether a page shows the urgent alert itself: Home, its access point and its delivery do.</summary>
    /// <param name="path">Relative to the portal: <c>access-points/acp_…</c>.</param>
    public bool IsShownBy(string path) => path.Split('?')[0] is var page
        && (page.Length == 0 || page == $"access-points/{Urgent?.AccessPointId}" || page == $"deliveries/{Urgent?.DeliveryId}");
}
