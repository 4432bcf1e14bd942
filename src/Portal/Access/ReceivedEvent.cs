namespace Portal.Access;

/// <summary>An event as it was taken in.</summary>
/// <param name="Said">What the device sent.</param>
/// <param name="At">When it happened, as it is shown: the device's claim, unless that lies too far ahead (S20).</param>
/// <param name="Late">It arrived after the fact, or before an older one.</param>
/// <param name="Before">What was known just before it.</param>
internal sealed record ReceivedEvent(DeviceEvent Said, DateTimeOffset At, bool Late, DeviceFacts Before);
