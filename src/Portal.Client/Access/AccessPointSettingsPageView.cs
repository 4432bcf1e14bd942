using Portal.Client.Deliveries;
using Portal.Client.Notifications;

namespace Portal.Client.Access;

/// <summary>What is set about an access point and about deliveries there.</summary>
/// <param name="Place">About the access point.</param>
/// <param name="Rules">About deliveries; null when it is gone.</param>
/// <param name="ByHand">In which way the reader is told of openings by hand.</param>
public sealed record AccessPointSettingsPageView(AccessPointSettingsView Place, DeliveryRulesView? Rules, NoticeLine? ByHand);
