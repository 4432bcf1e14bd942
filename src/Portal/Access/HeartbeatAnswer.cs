namespace Portal.Access;

/// <summary>When the device is to beat again.</summary>
internal sealed record HeartbeatAnswer(DateTimeOffset ServerTime, int IntervalSeconds);
