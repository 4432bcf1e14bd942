namespace Portal.Client.Deliveries;

/// <summary>A time span as two instants; the end is not part of it.</summary>
public sealed record DeliveryWindow(DateTimeOffset Start, DateTimeOffset End);
