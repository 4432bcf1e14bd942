namespace Portal.Client.Access;

/// <summary>What the page of an access point's devices shows, read together.</summary>
public sealed record DevicesPageView(AccessPointView Point, IReadOnlyList<DeviceHealthView> Devices);
