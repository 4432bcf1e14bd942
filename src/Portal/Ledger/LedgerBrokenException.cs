namespace Portal.Ledger;

/// <summary>The stored ledger contradicts itself: somebody changed the database by hand, or the disk did.</summary>
internal sealed class LedgerBrokenException(string message) : Exception(message);
