using Portal.Client.Deliveries;

namespace Portal.Client.Access;

/// <summary>What is set about an access point and about deliveries there.</summary>
public sealed record AccessPointSettingsPageView(AccessPointSettingsView Place, DeliveryRulesView? Rules);
