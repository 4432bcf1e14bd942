namespace Portal.Client.Access;

/// <summary>What was last known of a state that is unknown now: it is written, never drawn.</summary>
public sealed record LastKnown(LockState Lock, DoorState Door, DateTimeOffset At);
