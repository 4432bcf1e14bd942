namespace Portal.Ledger;

/// <summary>The stored ledger contradicts itself: somebody changed the database by hand, or the disk did.</summary>
internal sealed class LedgerBrokenException(string message) : Exception(message)
{
    public static LedgerBrokenException NoSize() => new("The row that holds the ledger's size is gone; run 'ledger check'.");
}
