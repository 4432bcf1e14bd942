namespace Portal.Access;

/// <summary>When the device is to beat again, and whether the lease of the list that it holds is renewed.</summary>
internal sealed record HeartbeatAnswer(DateTimeOffset ServerTime, int IntervalSeconds, bool RenewsLease = false);
