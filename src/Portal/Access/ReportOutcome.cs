namespace Portal.Access;

/// <summary>What became of a batch of events: stored whole, or refused whole (S21).</summary>
/// <param name="Conflict">The index of the first event whose number was used with other bytes; null when all was stored.</param>
internal sealed record ReportOutcome(DateTimeOffset ServerTime, int? Conflict);
