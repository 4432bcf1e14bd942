namespace Portal.Client.Deliveries;

/// <summary>Two deliveries that want the same access point at the same time.</summary>
public sealed record CalendarClash(DeliveryView First, DeliveryView Second, DeliveryWindow Shared);
