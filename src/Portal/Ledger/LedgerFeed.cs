using Portal.Storage;

namespace Portal.Ledger;

/// <summary>What a follower needs of the ledger.</summary>
internal sealed class LedgerFeed(Database database, LedgerReader reader, LedgerSignal signal, TimeProvider time)
{
    public Database Database => database;

    public LedgerReader Reader => reader;

    public LedgerSignal Signal => signal;

    public TimeProvider Time => time;
}
